import type { Sharp } from 'sharp';
import { formats, type IconFormat, type WritableFormat } from '../../shared/formats/formats.ts';
import { slowestEffort } from '../../shared/formats/encoding.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';

/** What sharp writes: files with one picture. */
export type EncodedFormat = Exclude<WritableFormat, IconFormat>;

/** What the recipe says and, where it says nothing, the format's usual values. In the words of sharp. */
interface EncoderOptions {
  readonly quality: number;
  readonly effort: number | undefined;
  readonly chromaSubsampling: string | undefined;
  readonly colours: number | undefined;
  readonly progressive: boolean;
  readonly lossless: boolean;
}
type Encoder = (pipeline: Sharp, options: EncoderOptions) => Sharp;

/** What mozjpeg adds makes files 10 to 20 % smaller, but takes three times the time on a thumbnail. */
const slowJpeg = { trellisQuantisation: true, overshootDeringing: true, quantisationTable: 3 };

const encoders: Readonly<Record<EncodedFormat, Encoder>> = {
  jpeg: (pipeline, { quality, progressive, chromaSubsampling, effort }) =>
    pipeline.jpeg({
      quality,
      progressive,
      chromaSubsampling,
      ...(effort === 1 && { ...slowJpeg, optimiseScans: progressive }),
    }),
  png: (pipeline, { progressive, effort, colours }) =>
    pipeline.png({
      progressive,
      compressionLevel: effort,
      ...(colours !== undefined && { palette: true, colours }),
    }),
  webp: (pipeline, { quality, lossless, effort }) => pipeline.webp({ quality, lossless, effort }),
  avif: (pipeline, { quality, lossless, effort, chromaSubsampling }) =>
    pipeline.avif({ quality, lossless, effort, chromaSubsampling }),
  gif: (pipeline, { colours, effort }) => pipeline.gif({ colours, effort }),
  tiff: (pipeline) => pipeline.tiff({ compression: 'lzw', predictor: 'horizontal' }),
};

/** On the encoder's own scale; ours is 0–9. */
function effortOf(format: EncodedFormat, effort: number | null): number | undefined {
  const scale = formats[format].writes.effort;
  if (scale === null) return undefined;
  const { fast, small, usual } = scale;
  return effort === null ? usual : Math.round(fast + (effort / slowestEffort) * (small - fast));
}

/** Rows as differences to their neighbours, each in the way that packs best: a third smaller for most photographs, larger for some. */
function encodeFiltered(pipeline: Sharp, { progressive }: OutputRecipe): Sharp {
  return pipeline.png({ progressive, compressionLevel: 9, adaptiveFiltering: true });
}

export interface Encoding {
  readonly format: EncodedFormat;
  readonly quality: number;
  /** How many colours a PNG or GIF may have; null where that is not limited. */
  readonly palette: number | null;
}

export function encode(pipeline: Sharp, encoding: Encoding, recipe: OutputRecipe): Sharp {
  const { format, quality, palette } = encoding;
  const { progressive, lossless, effort, chroma } = recipe;
  return encoders[format](pipeline, {
    quality,
    progressive,
    lossless,
    effort: effortOf(format, effort),
    chromaSubsampling: chroma ?? formats[format].writes.chroma ?? undefined,
    colours: palette ?? undefined,
  });
}

/**
 * Every way in which a file may be the smallest that a recipe asks for; only one unless it asks for the smallest, whatever that takes: what
 * takes longest is larger for some pictures, as of noise. One after another on the same pipeline, as later ones only add to what is asked of it.
 */
export function waysToEncode(
  encoding: Encoding,
  recipe: OutputRecipe,
): readonly ((pipeline: Sharp) => Sharp)[] {
  const { format, palette } = encoding;
  const asked = (pipeline: Sharp) => encode(pipeline, encoding, recipe);
  if (recipe.effort !== slowestEffort || formats[format].writes.effort === null) return [asked];
  const usual = (pipeline: Sharp) => encode(pipeline, encoding, { ...recipe, effort: null });
  const filtered = (pipeline: Sharp) => encodeFiltered(pipeline, recipe);
  return format === 'png' && palette === null ? [usual, asked, filtered] : [usual, asked];
}
