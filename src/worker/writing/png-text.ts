import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

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
