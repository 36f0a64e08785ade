import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { formats } from '../../shared/formats/formats.ts';
import type { Header } from '../decoding/decoder.ts';
import type { SourceBytes } from '../../shared/worker/decoder-messages.ts';

/** A keyword and its text, both Latin-1. */
export type TextEntry = readonly [keyword: string, text: string];

/** The signature and the first chunk, IHDR, whose size never varies. */
const headBytes = 8 + 25;

function textChunk([keyword, text]: TextEntry): Buffer {
  const body = Buffer.from(`tEXt${keyword}\0${text}`, 'latin1');
  const chunk = Buffer.alloc(body.length + 8);
  chunk.writeUInt32BE(body.length - 4, 0);
  body.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(body), body.length + 4);
  return chunk;
}

/** The same PNG with text at its beginning, where readers find it without looking through the pixels. */
export function withPngText(png: Buffer, entries: readonly TextEntry[]): Buffer {
  const chunks = entries.map(textChunk);
  return Buffer.concat([png.subarray(0, headBytes), ...chunks, png.subarray(headBytes)]);
}

/** What a thumbnail says of its source by the freedesktop.org standard: desktops take none that tells another time or place. */
export function textOfThumbnail(
  uri: string,
  { bytes, modifiedSeconds }: SourceBytes & { readonly kind: 'whole' },
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
