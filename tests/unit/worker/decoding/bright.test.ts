import { expect, test } from 'vitest';
import { srgbOfBright } from '../../../support/colour-formula.ts';
import { asPng, opened } from '../../../support/format-fixtures.ts';
import { colourAt } from '../../../support/similarity.ts';
import { writeTiff } from '../../../support/write-tiff.ts';

type Rgb = readonly [number, number, number];

const patches: readonly Rgb[] = [
  [0.05, 0.05, 0.05],
  [0.18, 0.18, 0.18],
  [0.5, 0.2, 0.1],
  [6, 1, 0.5],
  [10, 10, 10],
];
const edge = 4;
const size = { width: patches.length * edge, height: edge };
const patchAt = (x: number): Rgb => patches[Math.floor(x / edge)] ?? [0, 0, 0];

function writePfm(): Buffer {
  const numbers = Array.from({ length: size.width * size.height }, (_, at) =>
    patchAt(at % size.width),
  );
  const samples = Float32Array.from(numbers.flat());
  return Buffer.concat([
    Buffer.from(`PF\n${size.width} ${size.height}\n-1.0\n`),
    Buffer.from(samples.buffer),
  ]);
}

const bits = 32;
const half = (x: number) => [...patchAt(x), 0.5];

test.each([
  ['TIFF', () => writeTiff({ ...size, pixel: patchAt, bits, kind: 'float', photometric: 2 }), 255],
  [
    'TIFF with alpha',
    () => writeTiff({ ...size, pixel: half, bits, kind: 'float', photometric: 2, extras: [2] }),
    128,
  ],
  ['PFM', writePfm, 255],
])(
  'light brighter than white in a %s of floating point is tone-mapped',
  async (_, write, alpha) => {
    const png = await asPng(await opened(write()));
    for (const [index, patch] of patches.entries()) {
      const seen = await colourAt(png, (index + 0.5) / patches.length, 0.5);
      for (const [channel, value] of [...srgbOfBright(patch, 10), alpha].entries())
        expect(
          Math.abs((seen[channel] ?? 0) - value),
          `${patch.join(' ')}: ${seen.join(' ')}`,
        ).toBeLessThan(1.5);
    }
  },
);
