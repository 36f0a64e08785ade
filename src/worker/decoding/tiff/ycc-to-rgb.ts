import type { OpenTiff } from './tiff-directory.ts';

const tags = { coefficients: 529, reference: 532 };

/** What the numbers of luma and the two differences mean. */
export interface YccScale {
  /** Of luma: the numbers of black and white; of each difference: of none and of all there is. */
  readonly reference: readonly number[];
  /** How much of luma is red, green and blue. */
  readonly parts: readonly number[];
}

/** ITU-R BT.601 over the whole range. */
const usual: YccScale = { reference: [0, 255, 128, 255, 128, 255], parts: [0.299, 0.587, 0.114] };

function fractions({ directory }: OpenTiff, tag: number, usually: readonly number[]) {
  const values = directory.rationals(tag).slice(0, usually.length);
  return values.length === usually.length ? values : usually;
}

export function yccScaleOf(tiff: OpenTiff): YccScale {
  const parts = fractions(tiff, tags.coefficients, usual.parts);
  const isWhole = parts.every((part) => part > 0 && part < 1);
  return {
    reference: fractions(tiff, tags.reference, usual.reference),
    parts: isWhole ? parts : usual.parts,
  };
}

const clamp = (value: number) => Math.min(255, Math.max(0, Math.round(value)));

/** In place. What follows the third sample of a pixel stays as it is. */
export function yccToRgb(ycc: Uint8Array, { reference, parts }: YccScale, stride = 3): void {
  const [black = 0, white = 255, blue0 = 128, blue1 = 255, red0 = 128, red1 = 255] = reference;
  const [redPart = 0.299, greenPart = 0.587, bluePart = 0.114] = parts;
  const luma = 255 / Math.max(1, white - black);
  const blueScale = ((2 - 2 * bluePart) * 127) / Math.max(1, blue1 - blue0);
  const redScale = ((2 - 2 * redPart) * 127) / Math.max(1, red1 - red0);
  for (let at = 0; at + 2 < ycc.length; at += stride) {
    const y = ((ycc[at] ?? 0) - black) * luma;
    const blue = y + ((ycc[at + 1] ?? 0) - blue0) * blueScale;
    const red = y + ((ycc[at + 2] ?? 0) - red0) * redScale;
    ycc[at] = clamp(red);
    ycc[at + 1] = clamp((y - redPart * red - bluePart * blue) / greenPart);
    ycc[at + 2] = clamp(blue);
  }
}
