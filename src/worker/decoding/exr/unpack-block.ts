import { type ExrBlock, sizeOf } from './block.ts';
import { unpackB44 } from './unpack-b44.ts';
import { unpackRle, unpackZip } from './unpack-bytes.ts';
import { unpackPiz } from './unpack-piz.ts';
import { unpackPxr24 } from './unpack-pxr24.ts';

interface Packing {
  /** Of a block where the picture is stored in rows. */
  readonly rows: number;
  readonly unpack: (packed: Uint8Array, block: ExrBlock) => Uint8Array | null;
}

/** By their numbers. */
export const packings: ReadonlyMap<number, Packing> = new Map<number, Packing>([
  [0, { rows: 1, unpack: () => null }],
  [1, { rows: 1, unpack: (packed, block) => unpackRle(packed, sizeOf(block)) }],
  [2, { rows: 1, unpack: (packed, block) => unpackZip(packed, sizeOf(block)) }],
  [3, { rows: 16, unpack: (packed, block) => unpackZip(packed, sizeOf(block)) }],
  [4, { rows: 32, unpack: unpackPiz }],
  [5, { rows: 16, unpack: unpackPxr24 }],
  [6, { rows: 32, unpack: unpackB44 }],
  [7, { rows: 32, unpack: unpackB44 }],
]);

/** A block as it was before it was packed; null where it is not that. One that would not get smaller is stored as it is. */
export function unpackBlock(packed: Uint8Array, block: ExrBlock, compression: number) {
  if (packed.length === sizeOf(block)) return packed;
  return packings.get(compression)?.unpack(packed, block) ?? null;
}
