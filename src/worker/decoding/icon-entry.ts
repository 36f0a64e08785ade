import { ByteReader } from '../bytes/byte-reader.ts';

/** One of the pictures in an icon file. Sizes in pixels; `bits` a pixel has. */
export interface IconEntry {
  readonly bytes: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly bits: number;
}

/** The smallest that has at least `shrinkOnLoadSize` first, then the others from large to small; of equal ones the deeper. */
export function bestFirst<Entry extends IconEntry>(
  entries: readonly Entry[],
  shrinkOnLoadSize: number | null,
): Entry[] {
  const edge = ({ width, height }: Entry) => Math.max(width, height);
  const ordered = entries.toSorted((a, b) => edge(b) - edge(a) || b.bits - a.bits);
  const enough = ordered.filter(
    (entry) => shrinkOnLoadSize !== null && edge(entry) >= shrinkOnLoadSize,
  );
  const smallest = Math.min(...enough.map(edge));
  const best = enough.find((entry) => edge(entry) === smallest);
  return best ? [best, ...ordered.filter((entry) => entry !== best)] : ordered;
}

const pngName = 0x89504e47;

/** What the header of a PNG says; null for everything else. */
export function pngEntry(bytes: Uint8Array): (IconEntry & { readonly kind: 'png' }) | null {
  const reader = new ByteReader(bytes, 'big');
  if (reader.u32() !== pngName) return null;
  reader.skip(12);
  const [width, height] = [reader.u32(), reader.u32()];
  return reader.isExhausted ? null : { kind: 'png', bytes, width, height, bits: 32 };
}
