import type { Sharp } from 'sharp';
import { slowestEffort } from '../../shared/task/encoding.ts';
import type { WritableFormat } from '../../shared/task/format.ts';
import type { IconFormat } from '../../shared/task/icon.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';

/** What sharp writes: files with one picture. */
export type EncodedFormat = Exclude<WritableFormat, IconFormat>;
type Encoder = (pipeline: Sharp, quality: number, recipe: EncodedRecipe) => Sharp;
type EncodedRecipe = Pick<
  OutputRecipe,
  'progressive' | 'chroma' | 'lossless' | 'effort' | 'palette'
>;

/** Ours is 0–9; each codec has its own scale. */
const effortWithin = (effort: number, low: number, high: number) =>
  Math.round(low + (effort / slowestEffort) * (high - low));

const coloursOf = ({ palette }: EncodedRecipe) => (palette === null ? {} : { colours: palette });

/** What each format does when the recipe says nothing: tuned so that the eye cannot tell. */
export const defaultQuality: Readonly<Record<EncodedFormat, number>> = {
  jpeg: 82,
  png: 100,
  webp: 80,
  avif: 55,
  gif: 100,
  tiff: 100,
};

/**
 * Defaults in favour of speed where it can be measured and the eye cannot tell: no mozjpeg (three times the time on
 * a thumbnail), AVIF at effort 2 (0.4 times the time of 4, 9 % fewer bytes, 0.65 dB less).
 */
const encoders: Readonly<Record<EncodedFormat, Encoder>> = {
  jpeg: (pipeline, quality, { progressive, chroma }) =>
    pipeline.jpeg({ quality, progressive, chromaSubsampling: chroma ?? '4:2:0' }),
  png: (pipeline, _quality, recipe) =>
    pipeline.png({
      progressive: recipe.progressive,
      compressionLevel: recipe.effort === null ? 6 : recipe.effort,
      ...(recipe.palette !== null && { palette: true, ...coloursOf(recipe) }),
    }),
  webp: (pipeline, quality, { lossless, effort }) =>
    pipeline.webp({ quality, lossless, effort: effort === null ? 4 : effortWithin(effort, 0, 6) }),
  avif: (pipeline, quality, { lossless, effort, chroma }) =>
    pipeline.avif({
      quality,
      lossless,
      effort: effort ?? 2,
      ...(chroma && { chromaSubsampling: chroma }),
    }),
  gif: (pipeline, _quality, recipe) =>
    pipeline.gif({
      ...coloursOf(recipe),
      ...(recipe.effort !== null && { effort: effortWithin(recipe.effort, 1, 10) }),
    }),
  tiff: (pipeline) => pipeline.tiff({ compression: 'lzw', predictor: 'horizontal' }),
};

/** Whether a lower quality makes a smaller file of this output. */
export function hasQuality(format: WritableFormat, { lossless }: OutputRecipe): boolean {
  return format === 'jpeg' || ((format === 'webp' || format === 'avif') && !lossless);
}

export interface Encoding {
  readonly format: EncodedFormat;
  readonly quality: number;
  /** How many colours a PNG or GIF may have; null where that is not limited. */
  readonly palette: number | null;
}

export function encode(pipeline: Sharp, encoding: Encoding, recipe: OutputRecipe): Sharp {
  const { format, quality, palette } = encoding;
  return encoders[format](pipeline, quality, { ...recipe, palette });
}
