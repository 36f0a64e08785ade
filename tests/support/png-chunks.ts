import { crc32 } from 'node:zlib';

export interface PngChunk {
  readonly type: string;
  readonly body: Buffer;
}

/** Every chunk of a PNG, in order. Throws when a length or a checksum is wrong. */
export function pngChunks(png: Buffer): PngChunk[] {
  const chunks: PngChunk[] = [];
  for (let at = 8; at < png.length;) {
    const end = at + 8 + png.readUInt32BE(at);
    if (crc32(png.subarray(at + 4, end)) !== png.readUInt32BE(end)) throw new Error('bad checksum');
    chunks.push({ type: png.toString('latin1', at + 4, at + 8), body: png.subarray(at + 8, end) });
    at = end + 4;
  }
  return chunks;
}

/** What the text chunks of a PNG say, by their keyword. */
export function pngText(png: Buffer): Record<string, string> {
  const texts = pngChunks(png).filter(({ type }) => type === 'tEXt');
  return Object.fromEntries(texts.map(({ body }) => body.toString('latin1').split('\0')));
}
