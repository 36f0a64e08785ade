import type { PixelRegion } from './picture-part.ts';
import { z } from 'zod';
import { misfitsWords } from '../words/areas/misfits.ts';
import { mustBe } from '../words/misfit-words.ts';
import { isDesktopOutput } from './desktop-thumbnails.ts';
import { encodingFields } from '../formats/encoding.ts';
import { FileNameTemplate } from './file-name.ts';
import { FocalPoint } from './focal-point.ts';
import { writableFormats } from '../formats/formats.ts';
import { MetadataPolicy } from './metadata-policy.ts';
import { ninePoints } from './nine-points.ts';
import { Rounded } from './rounded.ts';
import { mostOutputs } from './task.ts';
import { Turn, turnedAfter, type Turning } from './turning.ts';
import { defaultFileName, usualOutput, usualRecipe } from './usual-recipe.ts';
import { BatchWatermark, Watermark } from './watermark.ts';

/** How a picture meets its box. `inside` shows all of it, `cover` fills the box and crops, `contain` pads. */
export const fits = ['inside', 'cover', 'contain', 'outside', 'fill'] as const;
export const Fit = z.enum(fits);
export type Fit = z.infer<typeof Fit>;

export const outputFormats = ['same', ...writableFormats] as const;
export const OutputFormat = z.enum(outputFormats);
export type OutputFormat = z.infer<typeof OutputFormat>;

/** What `cover` keeps when it crops, and where `contain` puts the picture (`attention` and `entropy` mean centre there). */
export const positions = [...ninePoints, 'attention', 'entropy'] as const;
export const Position = z.enum(positions);
export type Position = z.infer<typeof Position>;

/** `skip-unchanged` leaves alone what the same source and recipe made before, replaces its own results, and renames otherwise. */
export const conflictPolicies = ['rename', 'skip', 'overwrite', 'skip-unchanged'] as const;
export const ConflictPolicy = z.enum(conflictPolicies);
export type ConflictPolicy = z.infer<typeof ConflictPolicy>;

/** The longest edge any writable format can carry safely is WebP's 16,383 pixels. */
export const largestEdge = 16_383;
const Edge = z.int().min(1).max(largestEdge);
const HexColour = z
  .string()
  .regex(/^#[0-9a-f]{6}([0-9a-f]{2})?$/i)
  .meta(mustBe('colour'));

/** Exactly one way to say the size: a box (one edge may be free), the longest edge, or percent of the source. */
function saysItsSize(size: {
  width: number | null;
  height: number | null;
  longEdge: number | null;
  percent: number | null;
}): boolean {
  const isBox = size.width !== null || size.height !== null;
  return Number(isBox) + Number(size.longEdge !== null) + Number(size.percent !== null) === 1;
}

/**
 * One file to write. `width` and `height` are the box in pixels after turning the picture upright;
 * null leaves that edge free. `focalPoint` is kept by `cover` and goes before `position`.
 * `rounded` corners are transparent where the format can hold it, else of the background's colour.
 * `background` is used for padding and for flattening; null is transparent where the format can hold it, else white.
 */
export const OutputRecipe = z.lazy(() =>
  z
    .object({
      name: z.string().trim().min(1).max(64).default(usualOutput.name),
      width: Edge.nullable().default(usualOutput.width),
      height: Edge.nullable().default(usualOutput.height),
      longEdge: Edge.nullable().default(usualOutput.longEdge),
      percent: z.number().min(0.1).max(1000).nullable().default(usualOutput.percent),
      fit: Fit.default(usualOutput.fit),
      position: Position.default(usualOutput.position),
      focalPoint: FocalPoint.nullable().default(usualOutput.focalPoint),
      format: OutputFormat.default(usualOutput.format),
      ...encodingFields(usualOutput),
      withoutEnlargement: z.boolean().default(usualOutput.withoutEnlargement),
      background: HexColour.nullable().default(usualOutput.background),
      rounded: Rounded.nullable().default(usualOutput.rounded),
    })
    .refine(saysItsSize, {
      error: () => misfitsWords('size'),
    })
    .readonly(),
);
export type OutputRecipe = z.infer<typeof OutputRecipe>;

/**
 * `beside`: a folder of that name next to each source; with an empty name the source's own folder. `folder`: one chosen
 * folder, flat or mirroring the dropped tree. `desktop-cache`: where file managers on Linux look for thumbnails.
 */
export const Destination = z.lazy(() =>
  z
    .discriminatedUnion('kind', [
      z.object({
        kind: z.literal('beside'),
        folderName: z
          .string()
          .trim()
          .regex(/^(?!\.+$)[^/\\:*?"<>|\0]{0,100}$/)
          .meta(mustBe('folderName'))
          .default('thumbnails'),
      }),
      z.object({
        kind: z.literal('folder'),
        path: z
          .string()
          .min(1)
          .max(4096)
          .regex(/^[^\0]*$/)
          .meta(mustBe('folder')),
        mirrorsTree: z.boolean().default(true),
      }),
      z.object({ kind: z.literal('desktop-cache') }),
    ])
    .readonly(),
);
export type Destination = z.infer<typeof Destination>;

function fitsDestination(recipe: {
  readonly destination: Destination;
  readonly outputs: readonly OutputRecipe[];
}): boolean {
  return recipe.destination.kind !== 'desktop-cache' || recipe.outputs.every(isDesktopOutput);
}

/** No document that people have is longer. */
export const lastPage = 100_000;

const outputList = () =>
  z
    .array(OutputRecipe)
    .min(1)
    .max(mostOutputs)
    .refine((outputs) => new Set(outputs.map((output) => output.name)).size === outputs.length, {
      error: () => misfitsWords('ownNames'),
    })
    .readonly();

const commonFields = () => ({
  name: z.string().trim().min(1).max(100).default(usualRecipe.name),
  outputs: outputList(),
  destination: Destination.default(usualRecipe.destination),
  conflict: ConflictPolicy.default(usualRecipe.conflict),
  replacesSource: z.boolean().default(usualRecipe.replacesSource),
  metadata: MetadataPolicy.default(usualRecipe.metadata),
  keepsGps: z.boolean().default(usualRecipe.keepsGps),
  keepsOriginal: z.boolean().default(usualRecipe.keepsOriginal),
  keepsDate: z.boolean().default(usualRecipe.keepsDate),
  trim: z.number().min(0).max(100).nullable().default(usualRecipe.trim),
  turn: Turn.default(usualRecipe.turn),
  flip: z.boolean().default(usualRecipe.flip),
  placeholders: z.boolean().default(usualRecipe.placeholders),
  page: z.int().min(1).max(lastPage).default(usualRecipe.page),
});
const fileName = () => FileNameTemplate.optional();

const destinationFault = {
  path: ['outputs'],
  error: () => misfitsWords('desktopSizes'),
};

/** A file name is the last field, given or not, so that equal recipes are equal as JSON. */
function withFileName<
  Fields extends { readonly outputs: readonly unknown[]; readonly fileName?: string | undefined },
>(fields: Fields) {
  return { ...fields, fileName: fields.fileName ?? defaultFileName(fields.outputs.length) };
}

/**
 * What to make from one source. Everything but `outputs` may be left out of what is parsed.
 * All outputs of a task come from one decode. `replacesSource` lets `overwrite` replace the source itself,
 * whose original goes to the system's trash first. `keepsOriginal` copies the source's own pixels where a new file would
 * be larger than the source and a copy is all that was asked for. `keepsDate` gives results the source's time of change. `trim` cuts borders of one colour off the upright source before
 * anything else is done; it is how many percent a border's pixel may be off, and points still refer to the whole source.
 * `turn`, in degrees clockwise, and `flip`, which then mirrors left to right, change how the upright picture stands; sizes are those of
 * what stands then.
 * `placeholders` has each result said with what a page shows while it loads.
 * `page`, from 1, is the one that is shown of a format that has pages; others ignore it. In the desktop's cache names are
 * fixed: there `fileName` and `replacesSource` mean nothing, and under `rename` a new thumbnail takes the place of the old one.
 * It shows whole first pages without a mark.
 */
export const Recipe = z.lazy(() =>
  z
    .object({
      ...commonFields(),
      watermark: BatchWatermark.nullable().default(usualRecipe.watermark),
      fileName: fileName(),
    })
    .refine((recipe) => fitsDestination(recipe), destinationFault)
    .transform(withFileName)
    .readonly(),
);
export type Recipe = z.infer<typeof Recipe>;

/** One that needs nothing beside it: as files, presets and settings have it, and as it comes from outside. */
export const WholeRecipe = z.lazy(() =>
  z
    .object({
      ...commonFields(),
      watermark: Watermark.nullable().default(usualRecipe.watermark),
      fileName: fileName(),
    })
    .refine((recipe) => fitsDestination(recipe), destinationFault)
    .transform(withFileName)
    .readonly(),
);
export type WholeRecipe = z.infer<typeof WholeRecipe>;

/**
 * What a worker is asked to do with a source: all of a recipe but its name and what the engine decides, which is where
 * files go. Thumbnails of the desktop show their picture as it is.
 */
export type Work = Omit<
  Recipe,
  'name' | 'destination' | 'fileName' | 'conflict' | 'replacesSource' | 'keepsDate'
> & {
  /** Only this part of the source is looked at: for the screen. */
  readonly region?: PixelRegion;
};

const unrounded = (output: OutputRecipe) => ({ ...output, rounded: null });

export function workOf({
  name: _name,
  destination,
  fileName: _fileName,
  conflict: _conflict,
  replacesSource: _replacesSource,
  keepsDate: _keepsDate,
  ...work
}: Recipe): Work {
  return destination.kind === 'desktop-cache'
    ? {
        ...work,
        outputs: work.outputs.map(unrounded),
        trim: null,
        turn: 0,
        flip: false,
        placeholders: false,
        watermark: null,
        page: 1,
      }
    : work;
}

/** What a picture was turned by hand comes before what is asked of every picture. */
export function turnedByHand<Asked extends Pick<Work, 'turn' | 'flip'>>(
  asked: Asked,
  byHand: Turning,
): Asked {
  return { ...asked, ...turnedAfter(byHand, asked) };
}

/** What came into recipes after servers did: one of an older version makes a picture without it. */
export const laterWishes = ['turn', 'flip', 'rounded', 'placeholders'] as const;
type LaterWish = (typeof laterWishes)[number];

/** What of it this work asks for. */
export function laterWishesOf({ turn, flip, placeholders, outputs }: Work): LaterWish[] {
  const isWished: Record<LaterWish, boolean> = {
    turn: turn !== 0,
    flip,
    rounded: outputs.some(({ rounded }) => rounded !== null),
    placeholders,
  };
  return laterWishes.filter((wish) => isWished[wish]);
}
