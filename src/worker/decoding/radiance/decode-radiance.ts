import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { apply } from '../colour/matrix.ts';
import { lightOf as lightOfSample } from '../colour/srgb.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { rasterOf } from '../raster.ts';
import { type ReadLight, toneMapped } from '../tone-mapped.ts';
import { type RadianceHeader, readRadianceHeader } from './radiance-header.ts';
import { readRows } from './read-rows.ts';

/** Of the exponent, and the eight bits of the mantissas. */
const bias = 128 + 8;

/** What a mantissa means beside an exponent: the middle of what was rounded down to it, as Radiance itself has it. */
function valueOf(mantissa: number, exponent: number): number {
  return exponent === 0 ? 0 : (mantissa + 0.5) * 2 ** (exponent - bias);
}

/** Between numbers of sRGB, whose curve is only nearly a power, and those of light. */
const srgbGamma = 1 / 2.2;
const nearly = 0.01;
/** Stands for what a nonsense of a gamma makes endless. */
const brightest = 1e30;

function lightOfValue(value: number, gamma: number): number {
  if (gamma === 1) return value;
  if (Math.abs(gamma - srgbGamma) > nearly) return Math.min(brightest, value ** (1 / gamma));
  return lightOfSample(value);
}

function lightOf(pixels: Uint8Array, { matrix, gamma }: RadianceHeader): ReadLight {
  const lights = Float64Array.from({ length: 0x10000 }, (_, at) =>
    lightOfValue(valueOf(at & 0xff, at >> 8), gamma),
  );
  const read: ReadLight = (pixel, into) => {
    const at = pixel * 4;
    const exponent = (pixels[at + 3] ?? 0) << 8;
    for (let channel = 0; channel < 3; channel += 1)
      into[channel] = lights[exponent | (pixels[at + channel] ?? 0)] ?? 0;
  };
  if (!matrix) return read;
  return (pixel, into) => {
    read(pixel, into);
    into.set(apply(matrix, [into[0] ?? 0, into[1] ?? 0, into[2] ?? 0]));
  };
}

/** Turned on its side: rows are columns. */
const isTurned = (orientation: number) => orientation >= 5;

const decodeRadiance: Decode = async (bytes, { maxPixels }) => {
  const header = readRadianceHeader(bytes);
  if (header === 'cut') return notOk(failure('image-truncated'));
  if (!header) return notOk(failure('image-corrupt'));
  const { width, height, orientation } = header;
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const pixels = readRows(bytes, header);
  if (!pixels.ok) return pixels;
  const data = toneMapped(width * height, lightOf(pixels.value, header));
  const [sourceWidth, sourceHeight] = isTurned(orientation) ? [height, width] : [width, height];
  const turned = { sourceWidth, sourceHeight, orientation };
  return ok(rasterOf({ width, height, colours: 'rgb', data, ...turned }));
};

/** The pixels as they are stored, in 16 bits, in the shape that sharp takes, and what the system has not taken back. */
const bytesAPixel = 20;

export const radianceDecoder: Decoder = {
  ...decoderFor(decodeRadiance),
  promised(bytes, { maxPixels }) {
    const header = readRadianceHeader(bytes);
    if (!header || header === 'cut') return 0;
    const pixels = header.width * header.height;
    return pixels > maxPixels ? 0 : pixels * bytesAPixel;
  },
};
