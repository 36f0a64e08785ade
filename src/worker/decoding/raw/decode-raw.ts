import { Buffer } from 'node:buffer';
import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { isAdobeRgb } from '../../bytes/exif-colour.ts';
import { retaggedJpeg } from '../colour/jpeg-colour.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { turnedJpeg } from '../turned-jpeg.ts';
import { bytesToDevelop, develop } from './develop.ts';
import { contentsOf } from './preview-of.ts';

const asBuffer = ({ buffer, byteOffset, length }: Uint8Array) =>
  Buffer.from(buffer, byteOffset, length);

/**
 * The camera's own JPEG inside a RAW file, the largest there is; what it does not say itself, turn and colours, the RAW
 * says. Where there is none the sensor's data are developed.
 */
const decodeRaw: Decode = async (bytes, request) => {
  const { facts, preview } = contentsOf(bytes);
  if (!preview) {
    if (facts.isCut) return notOk(failure('image-truncated'));
    const developed = await develop(bytes, request);
    const isUnread = !developed.ok && developed.problem.code === 'decoder-missing';
    return isUnread
      ? notOk(failure('decoder-missing', 'a camera RAW file without a preview'))
      : developed;
  }
  const problem = sizeProblem(preview.width, preview.height, request.maxPixels);
  if (problem) return notOk(problem);
  const jpeg = bytes.subarray(preview.start, preview.end);
  const turn = preview.orientation === null ? facts.orientation : null;
  const upright = turn === null ? jpeg : turnedJpeg(jpeg, turn);
  const isAdobe = preview.orientation === null && isAdobeRgb(asBuffer(bytes));
  const tagged = isAdobe ? retaggedJpeg(asBuffer(upright)) : null;
  return ok({ kind: 'encoded', bytes: tagged ?? upright });
};

export const rawDecoder: Decoder = {
  ...decoderFor(decodeRaw),
  promised(bytes, request) {
    const { facts, preview } = contentsOf(bytes);
    return preview || facts.isCut ? 0 : bytesToDevelop(bytes, facts, request);
  },
};
