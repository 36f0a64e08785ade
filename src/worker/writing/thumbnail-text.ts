import { formats } from '../../shared/formats/formats.ts';
import type { Header } from '../decoding/decoder.ts';
import type { SourceFile } from '../reading/read-source.ts';
import type { TextEntry } from './png-text.ts';

/** What a thumbnail says of its source by the freedesktop.org standard: desktops take none that tells another time or place. */
export function textOfThumbnail(
  uri: string,
  { bytes, modifiedSeconds }: SourceFile,
  { format, width, height }: Header,
): readonly TextEntry[] {
  const { mediaType, desktopMediaType = mediaType } = formats[format];
  return [
    ['Thumb::URI', uri],
    ['Thumb::MTime', String(modifiedSeconds)],
    ['Thumb::Size', String(bytes.length)],
    ...(desktopMediaType === null ? [] : [['Thumb::Mimetype', desktopMediaType] as const]),
    ['Thumb::Image::Width', String(width)],
    ['Thumb::Image::Height', String(height)],
    ['Software', 'Thumbline'],
  ];
}
