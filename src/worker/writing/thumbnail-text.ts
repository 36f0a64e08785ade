import type { SourceFormat } from '../../shared/task/format.ts';
import { mediaTypes } from '../../shared/task/media-types.ts';
import type { Header } from '../decoding/decoder.ts';
import type { SourceFile } from '../reading/read-source.ts';
import type { TextEntry } from './png-text.ts';

/**
 * As the desktop's own table has them, which names icons otherwise than the web. Left out where one name stands for
 * several types (RAW, PNM, the family of JPEG 2000).
 */
const mimeTypes: Readonly<Partial<Record<SourceFormat, string>>> = {
  ...mediaTypes,
  svg: 'image/svg+xml',
  heif: 'image/heif',
  jxl: 'image/jxl',
  bmp: 'image/bmp',
  ico: 'image/vnd.microsoft.icon',
  icns: 'image/x-icns',
  psd: 'image/vnd.adobe.photoshop',
  tga: 'image/x-tga',
  qoi: 'image/qoi',
  pdf: 'application/pdf',
};

/** What a thumbnail says of its source by the freedesktop.org standard: desktops take none that tells another time or place. */
export function textOfThumbnail(
  uri: string,
  { bytes, modifiedSeconds }: SourceFile,
  { format, width, height }: Header,
): readonly TextEntry[] {
  const mimeType = mimeTypes[format];
  return [
    ['Thumb::URI', uri],
    ['Thumb::MTime', String(modifiedSeconds)],
    ['Thumb::Size', String(bytes.length)],
    ...(mimeType === undefined ? [] : [['Thumb::Mimetype', mimeType] as const]),
    ['Thumb::Image::Width', String(width)],
    ['Thumb::Image::Height', String(height)],
    ['Software', 'Thumbline'],
  ];
}
