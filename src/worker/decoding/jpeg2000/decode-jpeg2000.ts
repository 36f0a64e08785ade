import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../byte-reader.ts';
import type { Decode, DecodeRequest, RasterPicture } from '../decoded.ts';
import { sizeProblem } from '../picture-size.ts';
import { rasterOf } from '../raster.ts';
import type { Codestream } from './codestream.ts';
import { type Jp2File, readJp2File } from './jp2-file.ts';
import { scaledSamples, yccToRgb } from './jp2-samples.ts';
import { type J2KDecoder, openJpeg } from './openjpeg.ts';

const unreadableKind = failure('decoder-missing', 'a JPEG 2000 picture');

/**
 * JP2 files and bare codestreams of up to 16 bits: grey, RGB, YCC and CMYK, with or without alpha, decoded at a half,
 * a quarter, … where that is enough. Not with components of different size, which OpenJPEG's build does not join.
 */
export const decodeJpeg2000: Decode = async (bytes, request) => {
  const reader = new ByteReader(bytes, 'big');
  const file = readJp2File(reader);
  if (!file) return notOk(failure(bytes.length < 200 ? 'image-truncated' : 'image-corrupt'));
  const { width, height, components, isSubsampled } = file.codestream;
  const problem = sizeProblem(width, height, request.maxPixels);
  if (problem) return notOk(problem);
  if (isSubsampled || components > 5 || file.space === 'unknown') return notOk(unreadableKind);
  const decoded = await openJpeg.use(({ J2KDecoder }) => {
    const decoder = new J2KDecoder();
    decoder.getEncodedBuffer(bytes.length).set(bytes);
    const raster = readFrame(decoder, file, request);
    decoder.delete();
    return raster;
  });
  return decoded ?? notOk(failure('image-corrupt'));
};

function readFrame(
  decoder: J2KDecoder,
  file: Jp2File,
  request: DecodeRequest,
): Result<RasterPicture, Failure> {
  const halvings = halvingsFor(file.codestream, request.wantedEdge);
  decoder.decodeSubResolution(halvings, 0);
  const frame = decoder.getFrameInfo();
  if (frame.width === 0) return notOk(failure('image-corrupt'));
  const { width, height } = decoder.calculateSizeAtDecompositionLevel(halvings);
  const { bitsPerSample, componentCount: stride, isSigned } = frame;
  const data = scaledSamples(decoder.getDecodedBuffer(), frame);
  if (isSigned || bitsPerSample > 16 || stride > 5) return notOk(unreadableKind);
  if (data.length !== width * height * stride) return notOk(failure('image-corrupt'));
  if (file.space === 'ycc' && stride >= 3) yccToRgb(data, stride);
  const source = { sourceWidth: file.codestream.width, sourceHeight: file.codestream.height };
  return ok(rasterOf({ width, height, data, ...source, ...meaningOf(stride, file) }));
}

/** As often as both edges stay at least as long as wanted. */
function halvingsFor({ width, height, halvings }: Codestream, wantedEdge: number | null): number {
  if (wantedEdge === null || wantedEdge < 1) return 0;
  const possible = Math.floor(Math.log2(Math.min(width, height) / wantedEdge));
  return Math.min(halvings, Math.max(0, possible));
}

/** Four samples are inks where the file says so, else colour and alpha. */
function meaningOf(
  stride: number,
  { space, icc }: Jp2File,
): Pick<RasterPicture, 'colours' | 'hasAlpha' | 'icc'> {
  if (space === 'cmyk' && stride >= 4) return { colours: 'cmyk', hasAlpha: stride === 5, icc };
  if (stride >= 3) return { colours: 'rgb', hasAlpha: stride === 4, icc };
  return { colours: 'grey', hasAlpha: stride === 2, icc };
}
