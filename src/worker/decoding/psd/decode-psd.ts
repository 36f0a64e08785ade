import { notOk, ok } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { type PsdDocument, readPsdDocument } from './psd-document.ts';
import { colourChannels, psdPicture } from './psd-picture.ts';
import { interleave, psdRows, readBitmap } from './psd-planes.ts';

const mostChannels = 56;

/**
 * The merged picture behind the layers: bitmap, grey, indexed, RGB, CMYK and Lab of 8 or 16 bits.
 * It does not compose layers itself.
 */
export const decodePsd: Decode = async (bytes, { maxPixels }) => {
  const reader = new ByteReader(bytes, 'big');
  const document = readPsdDocument(reader);
  if (reader.isExhausted || reader.remaining === 0) return notOk(failure('image-truncated'));
  const problem = documentProblem(document, maxPixels);
  if (problem) return notOk(problem);
  const { width, height, depth, mode, channels, isLarge, hasTransparency } = document;
  const rowLength = Math.ceil((width * depth) / 8);
  const rows = psdRows(reader, { channels, height, rowLength, isLarge });
  if (!rows || !mode) return notOk(unreadableKind);
  const wanted = colourChannels[mode] + (hasTransparency ? 1 : 0);
  const samples =
    depth === 1
      ? readBitmap(rows, document)
      : interleave(rows, { width, height, depth: depth === 16 ? 16 : 8, channels: wanted });
  return samples.ok ? ok(psdPicture({ ...document, mode }, samples.value)) : samples;
};

const unreadableKind = failure('decoder-missing', 'a Photoshop document');
const withoutPicture = failure('decoder-missing', 'a Photoshop document without a merged picture');

function documentProblem(document: PsdDocument, maxPixels: number): Failure | null {
  const { width, height, depth, mode, channels, hasTransparency, resources } = document;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return problem;
  if (channels > mostChannels) return failure('image-corrupt');
  const isKnownDepth = mode === 'bitmap' ? depth === 1 : depth === 8 || depth === 16;
  if (!mode || !isKnownDepth) return unreadableKind;
  if (channels < colourChannels[mode] + (hasTransparency ? 1 : 0)) return failure('image-corrupt');
  return resources.hasMergedPicture ? null : withoutPicture;
}
