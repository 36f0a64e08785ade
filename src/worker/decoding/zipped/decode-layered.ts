import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { Decode } from '../decoded.ts';
import { merged } from './merged-picture.ts';
import { readZipEntry } from './zip-entry.ts';

const pngSignature = [0x89504e47, 0x0d0a1a0a];

const withoutPicture = failure('decoder-missing', 'a layered picture without a merged one');

/** Only a PNG is taken out: another format would pass by the checks of its own decoder. */
function isPng(bytes: Uint8Array): boolean {
  const reader = new ByteReader(bytes, 'big');
  return pngSignature.every((word) => reader.u32() === word);
}

/** What Krita and others put beside the layers, for programs that cannot merge them. */
export const decodeLayered: Decode = async (bytes) => {
  const png = readZipEntry(bytes, merged.name, merged.mostBytes);
  if (!png.ok) return png;
  if (!png.value) return notOk(withoutPicture);
  return isPng(png.value)
    ? ok({ kind: 'encoded', bytes: png.value })
    : notOk(failure('image-corrupt'));
};
