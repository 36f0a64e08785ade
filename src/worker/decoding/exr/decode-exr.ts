import { notOk, ok } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { bt709 } from '../colour/colour-space.ts';
import { apply, type Matrix, toPrimaries } from '../colour/matrix.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { rasterOf } from '../raster.ts';
import { type ReadLight, toneMapped } from '../tone-mapped.ts';
import { sizeOf } from './block.ts';
import { type ExrChannel, type ExrHeader, readExrHeaders, sizeOfWindow } from './exr-header.ts';
import { blockEdges } from './find-blocks.ts';
import { fillBetween, toRgb } from './from-luminance.ts';
import { mostBlockBytes, readLight } from './read-light.ts';
import { packings } from './unpack-block.ts';

/** Those that are not read, by their numbers. */
const unreadPackings: ReadonlyMap<number, string> = new Map([
  [8, 'DWAA'],
  [9, 'DWAB'],
  [10, 'HTJ2K'],
  [11, 'HTJ2K'],
]);

/** Channels by what they mean. */
interface Picked {
  readonly channels: readonly ExrChannel[];
  /** The second and third say how far red and blue are from the first, often for several pixels at once. */
  readonly isLuminance: boolean;
}

const isWhole = ({ steps }: ExrChannel) => steps.every((step) => step === 1);

/** Red, green and blue, luminance with chroma, or one that stands for all, and opacity where there is one. */
function pickedOf(channels: readonly ExrChannel[]): Picked | null {
  // Those of a layer begin with its name. The picture itself has none.
  const layers = channels.flatMap(({ name }) => /^(?:.*\.)?(?=(?:R|Y)$)/.exec(name)?.[0] ?? []);
  for (const layer of ['', ...layers]) {
    const named = (name: string) => channels.find((one) => one.name === layer + name);
    const whole = (name: string) =>
      channels.find((one) => one.name === layer + name && isWhole(one));
    const grey = whole('Y');
    const chroma = [named('RY'), named('BY')].filter((one) => one !== undefined);
    const stand = chroma.length === 0 ? grey : undefined;
    const colours = [whole('R') ?? stand, whole('G') ?? stand, whole('B') ?? stand];
    const luminance = chroma.length === 2 ? [grey, ...chroma] : [];
    const alpha = whole('A');
    for (const [set, isLuminance] of [[colours, false] as const, [luminance, true] as const]) {
      const found = set.filter((one) => one !== undefined);
      if (found.length === 3) return { channels: alpha ? [...found, alpha] : found, isLuminance };
    }
  }
  return null;
}

/** Why it is not read; null where it is. */
function unreadKind({ isDeep, compression }: ExrHeader): Failure | null {
  const packing = unreadPackings.get(compression);
  if (isDeep) return failure('decoder-missing', 'a deep OpenEXR picture');
  if (packing) return failure('decoder-missing', `an OpenEXR picture packed with ${packing}`);
  return packings.has(compression) ? null : failure('image-corrupt');
}

/** Of a matrix between spaces that anybody uses it is below 4. */
const largestFactor = 100;

function matrixOf({ primaries }: ExrHeader): Matrix | null {
  const matrix = primaries && toPrimaries(primaries, bt709);
  return matrix?.flat().every((factor) => Math.abs(factor) < largestFactor) ? matrix : null;
}

/** Colours are stored multiplied with their opacity. */
function lightOf(light: Float32Array, stride: number, matrix: Matrix | null): ReadLight {
  return (pixel, into) => {
    const at = pixel * stride;
    const alpha = stride === 4 ? (light[at + 3] ?? 0) : 1;
    const factor = alpha > 0 && alpha < 1 ? 1 / alpha : 1;
    for (let channel = 0; channel < 3; channel += 1)
      into[channel] = (light[at + channel] ?? 0) * factor;
    if (matrix) into.set(apply(matrix, [into[0] ?? 0, into[1] ?? 0, into[2] ?? 0]));
  };
}

/** The first part that can be shown; where none can, the first. */
function partToShow(bytes: Uint8Array): ExrHeader | 'cut' | null {
  const headers = readExrHeaders(bytes);
  if (headers === null || headers === 'cut') return headers;
  return headers.find((one) => !unreadKind(one) && pickedOf(one.channels)) ?? headers[0] ?? null;
}

const decodeExr: Decode = async (bytes, { maxPixels }) => {
  const header = partToShow(bytes);
  if (header === 'cut') return notOk(failure('image-truncated'));
  const unread = header && unreadKind(header);
  if (!header || unread) return notOk(unread ?? failure('image-corrupt'));
  const { width, height } = sizeOfWindow(header.display);
  const stored = sizeOfWindow(header.data);
  const problem =
    sizeProblem(width, height, maxPixels) ?? sizeProblem(stored.width, stored.height, maxPixels);
  if (problem) return notOk(problem);
  const picked = pickedOf(header.channels);
  if (!picked)
    return notOk(failure('decoder-missing', 'an OpenEXR picture without red, green and blue'));
  const { channels, isLuminance } = picked;
  const light = readLight(bytes, header, channels);
  if (!light.ok) return light;
  const stride = channels.length;
  for (const [place, channel] of channels.entries())
    if (!isWhole(channel)) fillBetween(light.value, header, { channel, place, stride });
  if (isLuminance) toRgb(light.value, stride, header.primaries);
  const hasAlpha = stride === 4;
  const pixels = width * height;
  const data = toneMapped(pixels, lightOf(light.value, stride, matrixOf(header)), stride);
  const opacities = hasAlpha ? pixels : 0;
  for (let at = 3; at < opacities * 4; at += 4)
    data[at] = Math.round(Math.min(1, Math.max(0, light.value[at] ?? 0)) * 0xffff);
  return ok(rasterOf({ width, height, colours: 'rgb', hasAlpha, data }));
};

/** Light of four floats, samples of 16 bits, and what the system has not taken back. */
const bytesAPixel = 36;
/** A block as it is unpacked, put in order, and read. */
const copiesOfBlock = 3;

function blockBytes(header: ExrHeader): number {
  const { left, top } = header.data;
  const { width, height } = blockEdges(header);
  const window = { left, top, right: left + width - 1, bottom: top + height - 1 };
  return Math.min(mostBlockBytes, sizeOf({ channels: header.channels, window }));
}

export const exrDecoder: Decoder = {
  ...decoderFor(decodeExr),
  promised(bytes, { maxPixels }) {
    const header = partToShow(bytes);
    if (!header || header === 'cut') return 0;
    const { width, height } = sizeOfWindow(header.display);
    const pixels = width * height;
    if (width < 1 || height < 1 || pixels > maxPixels) return 0;
    return pixels * bytesAPixel + blockBytes(header) * copiesOfBlock;
  },
};
