import type { Buffer } from 'node:buffer';

/** One size of an icon: `edge` × `edge` pixels of four bytes, top row first, alpha not premultiplied; and the same as PNG. */
export interface IconPicture {
  readonly edge: number;
  readonly rgba: Buffer;
  readonly png: Buffer;
}
