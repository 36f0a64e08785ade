import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

/** Length, type and checksum. */
const frameBytes = 12;

export function pngChunk(type: string, body: Buffer): Buffer {
  const chunk = Buffer.alloc(frameBytes + body.length);
  chunk.writeUInt32BE(body.length, 0);
  chunk.write(type, 4, 'latin1');
  body.copy(chunk, 8);
  chunk.writeUInt32BE(crc32(chunk.subarray(4, 8 + body.length)), 8 + body.length);
  return chunk;
}
