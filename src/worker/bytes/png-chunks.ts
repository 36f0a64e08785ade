import type { Buffer } from 'node:buffer';

const signatureBytes = 8;
/** Length, type and checksum. */
const frameBytes = 12;
/** libpng itself keeps 1,000. A file of millions is read by whatever decodes it, if at all. */
const mostChunks = 10_000;

/** One before the pixels, from its length to behind its checksum. The last may end behind the file. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Those before the first pixels; stops after very many. */
export function* chunksBeforePixels(png: Buffer): Generator<PngChunk> {
  let start = signatureBytes;
  for (let count = 0; count < mostChunks && start + frameBytes <= png.length; count += 1) {
    const type = png.toString('latin1', start + 4, start + 8);
    if (type === 'IDAT') return;
    const end = start + frameBytes + png.readUInt32BE(start);
    yield { type, start, end };
    start = end;
  }
}
