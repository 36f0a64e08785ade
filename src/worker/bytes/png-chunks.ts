import type { Buffer } from 'node:buffer';

const signatureBytes = 8;
/** Length, type and checksum. */
const frameBytes = 12;

/** One before the pixels, from its length to behind its checksum. The last may end behind the file. */
export interface PngChunk {
  readonly type: string;
  readonly start: number;
  readonly end: number;
}

/** Those before the first pixels. */
export function* chunksBeforePixels(png: Buffer): Generator<PngChunk> {
  for (let start = signatureBytes; start + frameBytes <= png.length;) {
    const type = png.toString('latin1', start + 4, start + 8);
    if (type === 'IDAT') return;
    const end = start + frameBytes + png.readUInt32BE(start);
    yield { type, start, end };
    start = end;
  }
}
