import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '../../../src/shared/worker/messages.ts';
import { openPicture } from '../../../src/worker/decoding/open-picture.ts';
import { attentionIn } from '../../../src/worker/imaging/attention/attention-in.ts';

interface Spot {
  readonly width: number;
  readonly height: number;
  /** Of its middle, as a fraction. */
  readonly x: number;
  readonly y: number;
}

/** A dull sheet with one spot that draws the eye. */
function sheet({ width, height, x, y }: Spot) {
  const edge = Math.round(Math.min(width, height) / 8);
  const spot = {
    create: { width: edge, height: edge, channels: 3, background: '#ff5030' },
  } as const;
  const at = (fraction: number, length: number) => Math.round(fraction * length - edge / 2);
  return sharp({ create: { width, height, channels: 3, background: '#8a8d90' } }).composite([
    { input: spot, left: at(x, width), top: at(y, height) },
  ]);
}

async function attentionOf(file: Buffer) {
  const request = { ...defaultReadLimits, shrinkOnLoadSize: null, page: 1 };
  const opened = await openPicture(file, request);
  if (!opened.ok) throw new Error('It does not open.');
  return attentionIn(opened.value);
}

test.each([
  { width: 900, height: 600, x: 0.8, y: 0.7 },
  { width: 400, height: 1200, x: 0.3, y: 0.15 },
  { width: 300, height: 300, x: 0.25, y: 0.75 },
])('the point that is proposed is where the spot is: %j', async (spot) => {
  const point = await attentionOf(await sheet(spot).jpeg().toBuffer());
  expect(Math.abs((point?.x ?? 0) - spot.x)).toBeLessThan(0.1);
  expect(Math.abs((point?.y ?? 0) - spot.y)).toBeLessThan(0.1);
});

test('it is a point of the upright picture', async () => {
  const lying = sheet({ width: 900, height: 600, x: 0.9, y: 0.5 }).withMetadata({ orientation: 6 });
  const point = await attentionOf(await lying.jpeg().toBuffer());
  // Turned right, what is on the right comes below.
  expect(Math.abs((point?.x ?? 0) - 0.5)).toBeLessThan(0.1);
  expect(Math.abs((point?.y ?? 0) - 0.9)).toBeLessThan(0.1);
});

test('a single pixel proposes nothing or itself', async () => {
  const dot = sharp({ create: { width: 1, height: 1, channels: 3, background: '#ff5030' } });
  const point = await attentionOf(await dot.png().toBuffer());
  expect(point === null || (point.x <= 1 && point.y <= 1)).toBe(true);
});
