import type { OutputFormat, OutputRecipe } from '../../../shared/task/recipe.ts';

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
>;

const formatsWith: Readonly<Record<EncoderOption, readonly OutputFormat[]>> = {
  quality: ['jpeg', 'webp', 'avif', 'tiff'],
  maxBytes: ['jpeg', 'png', 'webp', 'avif', 'gif', 'tiff'],
  progressive: ['jpeg', 'png'],
  chroma: ['jpeg', 'avif'],
  lossless: ['webp', 'avif'],
  effort: ['webp', 'avif', 'png', 'gif'],
  palette: ['png', 'gif'],
  animation: ['gif', 'webp'],
};

/** Whether a format has that option. "Same as source" may become any format, so it has them all. */
export function hasOption(format: OutputFormat, option: EncoderOption): boolean {
  return format === 'same' || formatsWith[option].includes(format);
}

const usual = {
  progressive: false,
  chroma: null,
  lossless: false,
  effort: null,
  palette: null,
  animation: 'first',
} as const;
const advanced = [
  'progressive',
  'chroma',
  'lossless',
  'effort',
  'palette',
  'animation',
] as const satisfies readonly (keyof typeof usual)[];

/** Whether a format has any of them. */
export function hasAdvancedOptions(format: OutputFormat): boolean {
  return advanced.some((option) => hasOption(format, option));
}

/** How many of the advanced options are not as usual. */
export function changedOptionCount(output: OutputRecipe): number {
  return advanced.filter((option) => output[option] !== usual[option]).length;
}
