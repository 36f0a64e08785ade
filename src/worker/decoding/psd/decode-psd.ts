import { notOk, ok } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { type PsdDocument, type PsdMode, readPsdDocument } from './psd-document.ts';
import { psdPicture, storedChannels } from './psd-picture.ts';
import { interleave, psdRows, readBitmap } from './psd-planes.ts';

/** 53 beside the colours and their transparency are the most that Photoshop saves. */
const mostChannels = 100;

/**
 * The merged picture behind the layers: bitmap, grey, indexed, RGB, CMYK, Lab and inks of any number, of 1 to 32 bits.
 * It does not compose layers itself.
 */
export const decodePsd: Decode = async (bytes, { maxPixels }) => {
  const reader = new ByteReader(bytes, 'big');
  const document = readPsdDocument(reader);
  if (reader.isExhausted || reader.remaining === 0) return notOk(failure('image-truncated'));
  const problem = documentProblem(document, maxPixels);
  if (problem) return notOk(problem);
  const { width, height, depth, mode, channels, isLarge } = document;
  const rowLength = Math.ceil((width * depth) / 8);
  const rows = psdRows(reader, { channels, height, rowLength, isLarge });
  if (!rows || !mode) return notOk(unreadableKind);
  const samples =
    depth === 1
      ? readBitmap(rows, document)
      : interleave(rows, { width, height, depth, channels: storedChannels(mode, document) });
  return samples.ok ? ok(psdPicture({ ...document, mode }, samples.value)) : samples;
};

const unreadableKind = failure('decoder-missing', 'a Photoshop document');
const withoutPicture = failure('decoder-missing', 'a Photoshop document without a merged picture');

const usualDepths: readonly number[] = [8, 16];
const withFloats: readonly number[] = [8, 16, 32];
const depthsOf: Readonly<Partial<Record<PsdMode, readonly number[]>>> = {
  bitmap: [1],
  indexed: [8],
  grey: withFloats,
  rgb: withFloats,
};

function documentProblem(document: PsdDocument, maxPixels: number): Failure | null {
  const { width, height, depth, mode, channels, resources } = document;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return problem;
  if (channels > mostChannels) return failure('image-corrupt');
  if (!mode || !(depthsOf[mode] ?? usualDepths).includes(depth)) return unreadableKind;
  if (channels < storedChannels(mode, document)) return failure('image-corrupt');
  return resources.hasMergedPicture ? null : withoutPicture;
}
