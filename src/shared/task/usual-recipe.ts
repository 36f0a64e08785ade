/**
 * What a recipe says where nobody said anything, in the order of its schema, which takes its defaults from here: who needs a
 * whole recipe, and has no schemas, is the window's first screen.
 */
export const usualOutput = {
  name: 'thumbnail',
  width: null,
  height: null,
  longEdge: null,
  percent: null,
  fit: 'inside',
  position: 'centre',
  focalPoint: null,
  format: 'same',
  quality: null,
  looksSame: false,
  maxBytes: null,
  mayShrink: false,
  sharpen: 'none',
  progressive: false,
  chroma: null,
  lossless: false,
  effort: null,
  palette: null,
  animation: 'first',
  colourSpace: 'srgb',
  withoutEnlargement: true,
  background: null,
  rounded: null,
} as const;

/** What a recipe is called that is no preset as it stands. */
export const customName = 'Custom';

export const usualRecipe = {
  name: customName,
  outputs: [],
  destination: { kind: 'beside', folderName: 'thumbnails' },
  conflict: 'rename',
  replacesSource: false,
  metadata: 'none',
  keepsGps: false,
  keepsOriginal: true,
  keepsDate: false,
  trim: null,
  turn: 0,
  flip: false,
  placeholders: false,
  page: 1,
  watermark: null,
} as const;

/** With several outputs their names keep the files apart. */
export function defaultFileName(outputCount: number): string {
  return outputCount > 1 ? '{name}-{output}.{ext}' : '{name}.{ext}';
}
