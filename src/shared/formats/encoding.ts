import { z } from 'zod';

/** How much colour detail is kept: `4:4:4` all of it, `4:2:0` a quarter, which photographs rarely show. */
export const chromas = ['4:2:0', '4:4:4'] as const;
export const Chroma = z.enum(chromas);
export type Chroma = z.infer<typeof Chroma>;

/** What shrinking took from the edges and is given back. */
export const sharpenings = ['none', 'soft', 'strong'] as const;
export const Sharpening = z.enum(sharpenings);
export type Sharpening = z.infer<typeof Sharpening>;

/** `keep` makes moving GIF and WebP from moving sources; other formats hold the first frame. */
export const animations = ['first', 'keep'] as const;
export const Animation = z.enum(animations);
export type Animation = z.infer<typeof Animation>;

/** What the numbers of a result mean. Display P3 has more vivid colours; what the source does not have, no result gets. */
export const colourSpaces = ['srgb', 'display-p3'] as const;
export const ColourSpace = z.enum(colourSpaces);
export type ColourSpace = z.infer<typeof ColourSpace>;

export const slowestEffort = 9;

/** What an output says of it where nobody said anything. */
interface UsualEncoding {
  readonly quality: number | null;
  readonly looksSame: boolean;
  readonly maxBytes: number | null;
  readonly mayShrink: boolean;
  readonly sharpen: Sharpening;
  readonly progressive: boolean;
  readonly chroma: Chroma | null;
  readonly lossless: boolean;
  readonly effort: number | null;
  readonly palette: number | null;
  readonly animation: Animation;
  readonly colourSpace: ColourSpace;
}

/**
 * How an output is encoded; what a format does not have is ignored. `quality` is 1–100, null the format's own default.
 * With `looksSame` it does not count: the lowest quality is looked for at which a still picture looks as it did before it was encoded.
 * No file is larger than `maxBytes`: the quality is lowered until it fits (the quality above is then the highest that is tried), a
 * PNG or GIF gets fewer colours, and `mayShrink` allows fewer pixels than asked for. What still does not fit fails.
 * `effort` is 0 (fast) to 9 (small) for JPEG, PNG, WebP, AVIF and GIF. `palette` is how many colours a PNG or GIF
 * may have; PNG rounds it up to 2, 4, 16 or 256, which is what its pixels can count to. Icons have only `sharpen`. What moves, and what
 * holds no profile, is sRGB whatever `colourSpace` says.
 */
export const encodingFields = (usual: UsualEncoding) => ({
  quality: z.int().min(1).max(100).nullable().default(usual.quality),
  looksSame: z.boolean().default(usual.looksSame),
  maxBytes: z.int().min(100).max(1_000_000_000).nullable().default(usual.maxBytes),
  mayShrink: z.boolean().default(usual.mayShrink),
  sharpen: Sharpening.default(usual.sharpen),
  progressive: z.boolean().default(usual.progressive),
  chroma: Chroma.nullable().default(usual.chroma),
  lossless: z.boolean().default(usual.lossless),
  effort: z.int().min(0).max(slowestEffort).nullable().default(usual.effort),
  palette: z.int().min(2).max(256).nullable().default(usual.palette),
  animation: Animation.default(usual.animation),
  colourSpace: ColourSpace.default(usual.colourSpace),
});
