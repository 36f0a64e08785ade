import { bt709, type Primaries } from '../colour/colour-space.ts';
import { toXyz, type Vector } from '../colour/matrix.ts';
import { type ExrChannel, type ExrHeader, sizeOfWindow } from './exr-header.ts';
import { clampedLight } from './half.ts';

/** Samples that lie `by` numbers apart, of which every `step`th is there from `first` on. */
interface Line {
  readonly start: number;
  readonly by: number;
  readonly count: number;
  readonly first: number;
  readonly step: number;
}

/** Fills in what lies between; beyond both ends it stays as it is there. */
function fillLine(light: Float32Array, { start, by, count, first, step }: Line) {
  const last = first + Math.floor((count - 1 - first) / step) * step;
  const stored = (at: number) => light[start + Math.min(last, Math.max(first, at)) * by] ?? 0;
  for (let at = 0; at < count; at += 1) {
    const behind = (((at - first) % step) + step) % step;
    if (behind === 0) continue;
    const share = behind / step;
    light[start + at * by] = stored(at - behind) * (1 - share) + stored(at - behind + step) * share;
  }
}

/** Where the first sample is of a channel that has one for `step` pixels. */
const firstOf = (edge: number, step: number) => Math.ceil(edge / step) * step - edge;

/** Where the samples of a channel are in the light. */
interface Place {
  readonly channel: ExrChannel;
  readonly place: number;
  readonly stride: number;
}

/** A channel has no sample for some pixels; those that it has stand where they belong. */
export function fillBetween(
  light: Float32Array,
  { display }: ExrHeader,
  { channel, place, stride }: Place,
): void {
  const { width, height } = sizeOfWindow(display);
  const [across, down] = channel.steps;
  const [left, top] = [firstOf(display.left, across), firstOf(display.top, down)];
  if (left >= width || top >= height) return;
  const row = { by: stride, count: width, first: left, step: across };
  for (let y = across > 1 ? top : height; y < height; y += down)
    fillLine(light, { ...row, start: y * width * stride + place });
  const column = { by: width * stride, count: height, first: top, step: down };
  for (let x = down > 1 ? 0 : width; x < width; x += 1)
    fillLine(light, { ...column, start: x * stride + place });
}

const leastShare = 0.001;

/** How much of the light of each primary is luminance. */
function sharesOf(primaries: Primaries | null): Vector {
  const found = primaries && toXyz(primaries)?.[1];
  const isUsual = found?.every((share) => share > leastShare && share < 1);
  return (isUsual ? found : toXyz(bt709)?.[1]) ?? [1, 1, 1];
}

/** Luminance, and how far red and blue are from it (OpenEXR, ImfRgbaYca.h), become red, green and blue. */
export function toRgb(light: Float32Array, stride: number, primaries: Primaries | null): void {
  const [ofRed, ofGreen, ofBlue] = sharesOf(primaries);
  for (let at = 0; at < light.length; at += stride) {
    const luminance = light[at] ?? 0;
    const red = clampedLight(((light[at + 1] ?? 0) + 1) * luminance);
    const blue = clampedLight(((light[at + 2] ?? 0) + 1) * luminance);
    light[at] = red;
    light[at + 1] = clampedLight((luminance - red * ofRed - blue * ofBlue) / ofGreen);
    light[at + 2] = blue;
  }
}
