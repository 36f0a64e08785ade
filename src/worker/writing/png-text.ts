import { Buffer } from 'node:buffer';
import { pngChunk, withPngChunks } from '../bytes/png-chunk.ts';
import { formats } from '../../shared/formats/formats.ts';
import type { Header } from '../decoding/decoder.ts';
import type { SourceBytes } from '../../shared/worker/decoder-messages.ts';

/** A keyword and its text, both Latin-1. */
export type TextEntry = readonly [keyword: string, text: string];

/** The same PNG with text. */
export function withPngText(png: Buffer, entries: readonly TextEntry[]): Buffer {
  const chunks = entries.map(([keyword, text]) =>
    pngChunk('tEXt', Buffer.from(`${keyword}\0${text}`, 'latin1')),
  );
  return withPngChunks(png, chunks);
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
