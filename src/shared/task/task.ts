import { z } from 'zod';
import { mustBe } from '../words/misfit-words.ts';
import { Failure, ResultNote, SkipReason } from './failure.ts';
import { WritableFormat } from '../formats/formats.ts';
import { Placeholder } from './placeholder.ts';
import { Turning } from './turning.ts';

/** Milliseconds since 1970, UTC. */
const Instant = z.number().int().nonnegative();
export const idPattern = /^[0-9a-z-]{1,64}$/;
const Id = z.string().regex(idPattern).meta(mustBe('id'));
const Pixels = z.int().positive();

/** Of one task. */
export const mostOutputs = 32;

export const TaskId = Id;
export type TaskId = z.infer<typeof TaskId>;
export const BatchId = Id;
export type BatchId = z.infer<typeof BatchId>;

/** SHA-256 of a file's bytes, in hexadecimal. */
export const ContentHash = z.string().regex(/^[0-9a-f]{64}$/);
export const Quality = z.int().min(1).max(100);

export const Colours = z.int().min(2).max(256);

/** One file written. `width` and `height` in pixels. `quality` is what was chosen for the picture, `colours` what a limit of bytes left of them. */
export const Output = z.lazy(() =>
  z
    .object({
      name: z.string(),
      path: z.string(),
      width: Pixels,
      height: Pixels,
      format: WritableFormat,
      sizeBytes: z.int().nonnegative(),
      quality: Quality.exactOptional(),
      colours: Colours.exactOptional(),
      placeholder: Placeholder.exactOptional(),
      /** When it was changed last, by its own account, where that is the source's. Milliseconds since 1970. */
      modifiedAt: z.int().exactOptional(),
      /** The same as it stood once the file had its name, whosever time it is: no other file there is this one. */
      leftAt: z.int().exactOptional(),
      /** When its file was begun, where its time of change is the source's: then other files of its name and size may tell the same time. */
      bornAt: z.int().exactOptional(),
    })
    .readonly(),
);
export type Output = z.infer<typeof Output>;

/** By the clock of whoever took the picture, wherever that was: `2019-05-31T14:05:08`. */
const Taken = z.string().regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/);

/**
 * What the decoder saw: the upright size in pixels and the format's plain name. `pages` where there are several. `turning` is how results
 * show it, where that is not as it stands. `taken` where the file tells it and somebody asked.
 */
export const SourceImage = z.lazy(() =>
  z
    .object({
      format: z.string().max(40),
      width: Pixels,
      height: Pixels,
      pages: z.int().min(2).exactOptional(),
      turning: Turning.exactOptional(),
      taken: Taken.exactOptional(),
    })
    .readonly(),
);
export type SourceImage = z.infer<typeof SourceImage>;

/**
 * `number` is that of the task's last change: the higher one is the newer one.
 * `position` orders tasks by when they were added. `sourcePath` keeps bytes that are
 * not UTF-8 as lone surrogates (see shared/paths); show it only through `displayPath`.
 * `name` is what the sender called an upload, whose path does not say.
 */
const facts = {
  id: TaskId,
  batchId: BatchId,
  number: z.int().nonnegative(),
  position: z.int().nonnegative(),
  sourcePath: z.string(),
  name: z.string().max(255).exactOptional(),
  sizeBytes: z.int().nonnegative().nullable(),
  attempts: z.int().nonnegative(),
  queuedAt: Instant,
};
/** What tells whether the source and the outputs (in their order) are still as they were. */
export const Fingerprints = z.lazy(() =>
  z.object({ source: z.string(), outputs: z.array(z.string()).readonly() }).readonly(),
);
export type Fingerprints = z.infer<typeof Fingerprints>;

/**
 * Outputs that were made although others of the same task failed, and the names of those. A retry keeps them while the
 * fingerprints are the same; without fingerprints it makes all anew.
 */
export const PartlyMade = z.lazy(() =>
  z
    .object({
      outputs: z.array(Output).readonly(),
      failedOutputs: z.array(z.string()).readonly(),
      fingerprints: Fingerprints.exactOptional(),
    })
    .readonly(),
);
export type PartlyMade = z.infer<typeof PartlyMade>;
/** What an earlier attempt left, until the task succeeds. */
const unfinished = { partly: PartlyMade.exactOptional() };
/** `durationMs` is the last attempt's run time; null if none ran. */
const ending = { finishedAt: Instant, durationMs: z.number().nonnegative().nullable() };

export const Task = z.lazy(() =>
  z
    .discriminatedUnion('status', [
      z.object({ ...facts, ...unfinished, status: z.literal('queued') }),
      z.object({
        ...facts,
        ...unfinished,
        status: z.literal('running'),
        startedAt: Instant,
      }),
      z.object({
        ...facts,
        ...ending,
        status: z.literal('succeeded'),
        source: SourceImage,
        outputs: z.array(Output).readonly(),
        notes: z.array(ResultNote).readonly(),
      }),
      z.object({
        ...facts,
        ...ending,
        ...unfinished,
        status: z.literal('failed'),
        failure: Failure,
      }),
      z.object({ ...facts, ...ending, ...unfinished, status: z.literal('cancelled') }),
      z.object({ ...facts, ...ending, status: z.literal('skipped'), reason: SkipReason }),
    ])
    .readonly(),
);
export type Task = z.infer<typeof Task>;
export type TaskWith<Status extends Task['status']> = Extract<Task, { readonly status: Status }>;

/**
 * One run of a task. `endedAs` is null while it runs; `log` is the decoder's raw words, at most 16 KB. `worker` is
 * what the Monitor calls who made it, once it has ended and if that is known.
 */
export const Attempt = z.lazy(() =>
  z
    .object({
      attempt: z.int().positive(),
      startedAt: Instant,
      finishedAt: Instant.nullable(),
      endedAs: z.string().nullable(),
      log: z.string().nullable(),
      worker: z.string().max(200).exactOptional(),
    })
    .readonly(),
);
export type Attempt = z.infer<typeof Attempt>;
