import { Buffer } from 'node:buffer';

const riffBytes = 12;
const chunkHeadBytes = 8;
/** Each frame of a film has one: at 60 a second for half an hour. */
const mostChunks = 100_000;

export interface RiffChunk {
  readonly type: string;
  readonly body: Buffer;
}

/** The chunks of a WebP, in order; null when they do not fill it, or are more than any has. */
export function webpChunks(bytes: Buffer): RiffChunk[] | null {
  const isWebp =
    bytes.length >= riffBytes &&
    bytes.toString('latin1', 0, 4) === 'RIFF' &&
    bytes.toString('latin1', 8, 12) === 'WEBP';
  const fileEnd = isWebp ? bytes.readUInt32LE(4) + chunkHeadBytes : Infinity;
  if (fileEnd > bytes.length) return null;
  const chunks: RiffChunk[] = [];
  for (let at = riffBytes; at < fileEnd;) {
    if (at + chunkHeadBytes > fileEnd || chunks.length === mostChunks) return null;
    const start = at + chunkHeadBytes;
    const end = start + bytes.readUInt32LE(at + 4);
    if (end > fileEnd) return null;
    chunks.push({
      type: bytes.toString('latin1', at, at + 4),
      body: bytes.subarray(start, end),
    });
    at = end + ((end - start) % 2);
  }
  return chunks;
}

function written({ type, body }: RiffChunk): Buffer {
  const head = Buffer.alloc(chunkHeadBytes);
  head.write(type, 'latin1');
  head.writeUInt32LE(body.length, 4);
  return Buffer.concat([head, body, Buffer.alloc(body.length % 2)]);
}

export function writeWebp(chunks: readonly RiffChunk[]): Buffer {
  const parts = chunks.map(written);
  const head = Buffer.alloc(riffBytes);
  head.write('RIFF', 'latin1');
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  head.writeUInt32LE(riffBytes - chunkHeadBytes + length, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, ...parts]);
}
