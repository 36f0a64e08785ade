import type { WrittenRecord } from '../../../shared/formats/format-record.ts';
import { formats } from '../../../shared/formats/formats.ts';
import type { OutputFormat, OutputRecipe } from '../../../shared/task/recipe.ts';
import { usualOutput } from '../../../shared/task/usual-recipe.ts';

type EncoderOption = keyof Pick<
  OutputRecipe,
  | 'quality'
  | 'maxBytes'
  | 'progressive'
  | 'chroma'
  | 'lossless'
  | 'effort'
  | 'palette'
  | 'animation'
  | 'colourSpace'
>;

const answers: Readonly<Record<EncoderOption, (record: WrittenRecord) => boolean>> = {
  quality: ({ writes }) => writes.quality !== null,
  maxBytes: ({ writes }) => writes.iconEdges === null,
  progressive: ({ writes }) => writes.progressive,
  chroma: ({ writes }) => writes.chroma !== null,
  lossless: ({ writes }) => writes.lossless,
  effort: ({ writes }) => writes.effort !== null,
  palette: ({ writes }) => writes.palettes !== null,
  animation: ({ animation }) => animation,
  colourSpace: ({ writes }) => writes.profile,
};

/** Whether a format has that option. "Same as source" may become any format, so it has them all. */
export function hasOption(format: OutputFormat, option: EncoderOption): boolean {
  return format === 'same' || answers[option](formats[format]);
}

/**
 * The quality that is used when a recipe says none; null where the format has no quality. Of "Same as source" it is that
 * of JPEG, which most sources are.
 */
export function usualQuality(format: OutputFormat): number | null {
  return formats[format === 'same' ? 'jpeg' : format].writes.quality;
}

const advanced = [
  'progressive',
  'chroma',
  'lossless',
  'effort',
  'palette',
  'animation',
  'colourSpace',
] as const satisfies readonly (keyof OutputRecipe)[];

/** Whether a format has any of them. */
export function hasAdvancedOptions(format: OutputFormat): boolean {
  return advanced.some((option) => hasOption(format, option));
}

/** How many of the advanced options are not as usual. */
export function changedOptionCount(output: OutputRecipe): number {
  return advanced.filter((option) => output[option] !== usualOutput[option]).length;
}
