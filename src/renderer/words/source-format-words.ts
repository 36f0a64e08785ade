import { SourceFormat } from '../../shared/task/format.ts';
import { formatWords } from './recipe-words.ts';

const names: Readonly<Record<SourceFormat, string>> = {
  ...formatWords,
  svg: 'SVG',
  heif: 'HEIF',
  jxl: 'JPEG XL',
  jpeg2000: 'JPEG 2000',
  bmp: 'BMP',
  psd: 'Photoshop',
  tga: 'TGA',
  pnm: 'PNM',
  qoi: 'QOI',
  raw: 'Camera raw',
  pdf: 'PDF',
};

/** The name of a format as people write it; a format nobody knows keeps its own. */
export function sourceFormatWords(format: string): string {
  const known = SourceFormat.safeParse(format);
  return known.success ? names[known.data] : format;
}
