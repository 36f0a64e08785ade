import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { boxesEndEarly } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { decodePdf } from '../pdf/decode-pdf.ts';
import { type Decode, type DecodeRequest, type RasterPicture, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { type Codestream, type Jp2File, readJp2File } from './codestream.ts';
import { type FrameInfo, type J2KDecoder, openJpeg } from './openjpeg.ts';
import { wrapInPdf } from './wrap-in-pdf.ts';

/** A copy scaled to the full range of 8 bits, or of 16 when the picture has more than 8. */
export function scaledSamples(decoded: Uint8Array, frame: FrameInfo): Uint8Array | Uint16Array {
  const { bitsPerSample: bits } = frame;
  if (bits <= 8) {
    const scale = 255 / (2 ** bits - 1);
    return bits === 8 ? decoded.slice() : decoded.map((sample) => Math.round(sample * scale));
  }
  const bytes = decoded.slice();
  const wide = new Uint16Array(bytes.buffer, 0, bytes.length >> 1);
  const scale = 0xffff / (2 ** bits - 1);
  return bits === 16 ? wide : wide.map((sample) => Math.min(0xffff, Math.round(sample * scale)));
}

/** In place, by the factors of JPEG (ITU-R BT.601), full range. */
export function yccToRgb(samples: Uint8Array | Uint16Array): void {
  const top = samples instanceof Uint16Array ? 0xffff : 0xff;
  const middle = (top + 1) / 2;
  const clamp = (value: number) => Math.min(top, Math.max(0, Math.round(value)));
  for (let pixel = 0; pixel + 2 < samples.length; pixel += 3) {
    const y = samples[pixel] ?? 0;
    const blue = (samples[pixel + 1] ?? 0) - middle;
    const red = (samples[pixel + 2] ?? 0) - middle;
    samples[pixel] = clamp(y + 1.402 * red);
    samples[pixel + 1] = clamp(y - 0.344136 * blue - 0.714136 * red);
    samples[pixel + 2] = clamp(y + 1.772 * blue);
  }
}

const unreadableKind = failure('decoder-missing', 'a JPEG 2000 picture');

/** What this build of OpenJPEG joins to a picture; it refuses all other counts. */
const joinedComponents = new Set([1, 3]);

/**
 * JP2 files and bare codestreams, decoded at a half, a quarter, … where that is enough: grey, RGB and YCC by OpenJPEG.
 * Others (inks, alpha, colour at half size) by PDFium, in 8 bits and without their alpha.
 */
export const decodeJpeg2000: Decode = async (bytes, request) => {
  const file = readJp2File(new ByteReader(bytes, 'big'));
  // OpenJPEG would make up what is missing.
  if (endsEarly(bytes)) return notOk(failure('image-truncated'));
  if (!file) return notOk(failure('image-corrupt'));
  const { width, height, components, isSubsampled } = file.codestream;
  const problem = sizeProblem(width, height, request.maxPixels);
  if (problem) return notOk(problem);
  if (isSubsampled || !joinedComponents.has(components))
    return decodePdf(wrapInPdf(bytes, { width, height }), request);
  const decoded = await openJpeg.use(({ J2KDecoder }) => {
    const decoder = new J2KDecoder();
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    const raster = readFrame(decoder, file, request);
    decoder.delete();
    return raster;
  });
  return decoded ?? notOk(failure('image-corrupt'));
};

/** A bare codestream ends with a marker of its own. */
function endsEarly(bytes: Uint8Array): boolean {
  const isBare = bytes[0] === 0xff;
  return isBare ? bytes.at(-2) !== 0xff || bytes.at(-1) !== 0xd9 : boxesEndEarly(bytes);
}

function readFrame(
  decoder: J2KDecoder,
  file: Jp2File,
  request: DecodeRequest,
): Result<RasterPicture, Failure> {
  const halvings = halvingsFor(file.codestream, request.shrinkOnLoadSize);
  decoder.decodeSubResolution(halvings, 0);
  const frame = decoder.getFrameInfo();
  if (frame.width === 0) return notOk(failure('image-corrupt'));
  const { width, height } = decoder.calculateSizeAtDecompositionLevel(halvings);
  const { bitsPerSample, componentCount: stride, isSigned } = frame;
  const data = scaledSamples(decoder.getDecodedBuffer(), frame);
  if (isSigned || bitsPerSample > 16) return notOk(unreadableKind);
  if (data.length !== width * height * stride) return notOk(failure('image-corrupt'));
  if (file.isYcc && stride === 3) yccToRgb(data);
  const colours = stride === 1 ? 'grey' : 'rgb';
  const source = { sourceWidth: file.codestream.width, sourceHeight: file.codestream.height };
  return ok(rasterOf({ width, height, data, ...source, colours, icc: file.icc }));
}

/** As often as both edges stay at least as long as wanted. */
function halvingsFor(
  { width, height, halvings }: Codestream,
  shrinkOnLoadSize: number | null,
): number {
  if (shrinkOnLoadSize === null || shrinkOnLoadSize < 1) return 0;
  const possible = Math.floor(Math.log2(Math.min(width, height) / shrinkOnLoadSize));
  return Math.min(halvings, Math.max(0, possible));
}
