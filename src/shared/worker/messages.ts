import { z } from 'zod';
import { Failure, ResultNote } from '../task/failure.ts';
import { WritableFormat } from '../formats/formats.ts';
import { FocalPoint } from '../task/focal-point.ts';
import { Placeholder } from '../task/placeholder.ts';
import type { Work } from '../task/recipe.ts';
import { Colours, ContentHash, mostOutputs, Quality, SourceImage } from '../task/task.ts';

/** Limits that a worker checks itself, before decoding. The clock is the engine's. */
export interface ReadLimits {
  readonly maxPixels: number;
  readonly maxFileBytes: number;
}

/** 300 megapixels a frame and 2 GB a file. */
export const defaultReadLimits: ReadLimits = {
  maxPixels: 300_000_000,
  maxFileBytes: 2_000_000_000,
};

/** What a decoded picture may take without asking. Bytes. */
export const lightBytes = 64_000_000;

/**
 * How a plan looks at a source, which is more than an attempt asks before it goes on. `check`: what the file's structure
 * shows to be cut off is decoded, so that it fails here and not in the run. `sample`: the outputs are made in memory. `attention`: only where
 * the picture draws the eye is told. `peek` is no plan's: what stands at the beginning of the file as its preview is answered by `peeked`,
 * and nothing is made.
 */
export type Look = 'check' | 'sample' | 'attention' | 'peek';

/** How much of a file is read where not all of it is: what it is stands there, and a camera's small preview. */
export const headBytes = 128 * 1024;
/** A picture of 160 pixels takes a tenth of this. In base64. */
const mostPeekedLetters = 64 * 1024;

/**
 * By the path of a folder, which one it is meant to be: device and inode. What another folder's path leads to by now is not written into.
 * A folder that is not named is reached by its path.
 */
export type FolderKeys = Readonly<Record<string, string>>;

/**
 * Engine → worker. Attempts are made in the order of their `start`, one after another. `start` is answered by `probed` or `failed`;
 * `proceed` (one path a wanted output, null to leave that output out) by `finished` or `failed`.
 * The paths are of temporary files: the worker creates them, flushes them and never renames.
 * One that looks by `peek` is answered by `peeked` or `failed` only.
 * A worker says `waiting` before it decodes a picture of more than `lightBytes`, and goes on at `admit`.
 * `mark` comes before the first `start` whose watermark names that picture; a worker keeps the last one it was sent.
 * `release` ends an attempt after `probed` with nothing to write; it is not answered.
 */
export type EngineMessage =
  | {
      readonly kind: 'start';
      readonly attemptId: string;
      readonly sourcePath: string;
      readonly work: Work;
      /** `probed` then says what the source's bytes are, as SHA-256. */
      readonly wantsHash: boolean;
      /** `probed` then names the outputs whose limit of bytes cannot be kept. They are really encoded for that. */
      readonly triesLimits: boolean;
      /** `source` then tells when the picture was taken, if the file does. */
      readonly wantsTaken?: boolean;
      /** Given, outputs are thumbnails of the desktop's own: they tell this and more of the source, to their owner only. */
      readonly desktopUri: string | null;
      /** Null in an attempt that is to go on. */
      readonly look: Look | null;
      /** One for each output: they are written at once, and the answer is `finished`. Null where the engine must be asked. */
      readonly temporaryPaths: readonly string[] | null;
      readonly folderKeys?: FolderKeys;
      readonly limits: ReadLimits;
    }
  | {
      readonly kind: 'proceed';
      readonly attemptId: string;
      readonly temporaryPaths: readonly (string | null)[];
      readonly folderKeys?: FolderKeys;
      /** Goes before what the outputs say themselves; null leaves it to them. */
      readonly focalPoint: FocalPoint | null;
    }
  /** `data` is a file in base64. */
  | { readonly kind: 'mark'; readonly hash: string; readonly data: string }
  | { readonly kind: 'admit'; readonly attemptId: string }
  | { readonly kind: 'release'; readonly attemptId: string };

const Pixels = z.int().positive();

/** A list with an entry an output at most. A hostile worker's longer one is refused before its entries are looked at. */
const listOf = <Entry extends z.ZodType>(entry: Entry) =>
  z.preprocess((raw, context) => {
    if (Array.isArray(raw) && raw.length > mostOutputs) {
      context.addIssue('too many entries');
      return z.NEVER;
    }
    return raw;
  }, z.array(entry).readonly());

/** What one output will be, known before it is made. */
export const PlannedOutput = z.lazy(() =>
  z.object({ width: Pixels, height: Pixels, format: WritableFormat }).readonly(),
);
export type PlannedOutput = z.infer<typeof PlannedOutput>;

export const WrittenOutput = z.lazy(() =>
  z
    .object({
      width: Pixels,
      height: Pixels,
      format: WritableFormat,
      sizeBytes: z.int().nonnegative(),
      quality: Quality.exactOptional(),
      colours: Colours.exactOptional(),
      placeholder: Placeholder.exactOptional(),
    })
    .readonly(),
);
export type WrittenOutput = z.infer<typeof WrittenOutput>;

/**
 * What a plan guesses from. `coarseness` is how far a JPEG was rounded: the mean step of its brightness. `sampledBytes` has a size for each output that was made; null if none was. */
export const Looked = z.lazy(() =>
  z
    .object({
      sizeBytes: z.int().nonnegative(),
      pages: z.int().positive(),
      coarseness: z.number().positive().nullable(),
      sampledBytes: listOf(z.int().nonnegative().nullable()).nullable(),
      attention: FocalPoint.exactOptional(),
    })
    .readonly(),
);
export type Looked = z.infer<typeof Looked>;

const attemptId = z.string();
const log = z.string().max(16_384).nullable();

/** One output that could not be made although others could; `output` is its place in the recipe. */
export const OutputFault = z.lazy(() =>
  z.object({ output: z.int().nonnegative(), failure: Failure, log }).readonly(),
);
export type OutputFault = z.infer<typeof OutputFault>;

/** Worker → engine, parsed on arrival: a worker that decoded a hostile file is not trusted. */
export const WorkerMessage = z.lazy(() =>
  z
    .discriminatedUnion('kind', [
      z.object({ kind: z.literal('ready') }),
      z.object({ kind: z.literal('waiting'), attemptId, bytes: z.int().positive() }),
      z.object({
        kind: z.literal('probed'),
        attemptId,
        source: SourceImage,
        outputs: listOf(PlannedOutput),
        contentHash: ContentHash.nullable(),
        faults: listOf(OutputFault).exactOptional(),
        looked: Looked.exactOptional(),
      }),
      z.object({
        kind: z.literal('finished'),
        attemptId,
        source: SourceImage,
        outputs: listOf(WrittenOutput.nullable()),
        notes: listOf(ResultNote),
        faults: listOf(OutputFault),
      }),
      z.object({
        kind: z.literal('peeked'),
        attemptId,
        /** A small JPEG in base64; null where the file has none. */
        picture: z.base64().max(mostPeekedLetters).nullable(),
      }),
      z.object({
        kind: z.literal('failed'),
        attemptId,
        failure: Failure,
        log,
      }),
    ])
    .readonly(),
);
export type WorkerMessage = z.infer<typeof WorkerMessage>;
