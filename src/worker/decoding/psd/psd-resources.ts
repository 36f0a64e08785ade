import { ByteReader } from '../byte-reader.ts';

export interface PsdResources {
  readonly icc: Uint8Array | null;
  /** Photoshop can save without the merged picture; what stands in its place is white. */
  readonly hasMergedPicture: boolean;
}

const signature = '8BIM';
const iccProfile = 1039;
const versionInfo = 1057;

/** Stops quietly where the blocks stop making sense: what they hold is useful, not needed. */
export function readPsdResources(bytes: Uint8Array): PsdResources {
  const reader = new ByteReader(bytes, 'big');
  let icc: Uint8Array | null = null;
  let hasMergedPicture = true;
  while (reader.remaining >= 12 && reader.text(4) === signature) {
    const id = reader.u16();
    const nameLength = reader.u8();
    reader.skip(nameLength + (1 - (nameLength % 2)));
    const length = reader.u32();
    const data = reader.take(length);
    reader.skip(length % 2);
    if (reader.isExhausted && reader.remaining > 0) break;
    if (id === iccProfile && data.length === length) icc = data;
    if (id === versionInfo) hasMergedPicture = data[4] !== 0;
  }
  return { icc, hasMergedPicture };
}
