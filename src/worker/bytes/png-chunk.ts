import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** The signature and the first chunk, IHDR, whose size never varies. */
export const pngHeadBytes = 8 + 25;

export function pngChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(body.length + 12);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(type, 4, 'latin1');
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, -4)), body.length + 8);
  return chunk;
}

/** The same PNG with more chunks at its beginning, where readers find them without looking through the pixels. */
export function withPngChunks(png: Buffer, chunks: readonly Buffer[]): Buffer {
  return Buffer.concat([png.subarray(0, pngHeadBytes), ...chunks, png.subarray(pngHeadBytes)]);
}
