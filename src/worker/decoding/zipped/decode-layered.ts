import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import type { Decode } from '../decoded.ts';
import { readZipEntry } from './zip-entry.ts';

const merged = 'mergedimage.png';
const mostBytes = 500_000_000;

const withoutPicture = failure('decoder-missing', 'a layered picture without a merged one');

/** What Krita and others put beside the layers, for programs that cannot merge them. */
export const decodeLayered: Decode = async (bytes) => {
  const png = readZipEntry(bytes, merged, mostBytes);
  if (!png.ok) return png;
  return png.value ? ok({ kind: 'encoded', bytes: png.value }) : notOk(withoutPicture);
};
