import { notOk, ok } from '../../../shared/result.ts';
import { recogniseFormat } from '../../../shared/formats/recognise-format.ts';
import { failure } from '../../../shared/task/failure.ts';
import type { Decode } from '../decoded.ts';
import { mergedName, mostMergedBytes } from './merged-picture.ts';
import { readZipEntry } from './zip-entry.ts';

const withoutPicture = failure('decoder-missing', 'a layered picture without a merged one');

/** What Krita and others put beside the layers, for programs that cannot merge them. */
export const decodeLayered: Decode = async (bytes) => {
  const png = readZipEntry(bytes, mergedName, mostMergedBytes);
  if (!png.ok) return png;
  if (!png.value) return notOk(withoutPicture);
  // Another format would pass by the checks of its own decoder.
  return recogniseFormat(png.value) === 'png'
    ? ok({ kind: 'encoded', bytes: png.value })
    : notOk(failure('image-corrupt'));
};
