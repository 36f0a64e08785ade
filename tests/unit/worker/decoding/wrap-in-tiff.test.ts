import sharp from 'sharp';
import { expect, test } from 'vitest';
import { rasterOf } from '../../../../src/worker/decoding/raster.ts';
import { roomForSamples, roomWithin } from '../../../../src/worker/decoding/raster-room.ts';
import { wrapInTiff } from '../../../../src/worker/decoding/wrap-in-tiff.ts';

const size = { width: 5, height: 3 };
const length = size.width * size.height * 3;

test.each([8, 16] as const)(
  'samples of %i bits with room around them become the same TIFF, without a copy',
  (bits) => {
    const data = roomForSamples(length, bits);
    data.forEach((_, at) => (data[at] = at * 5));
    const picture = { ...size, colours: 'rgb', icc: Buffer.alloc(300, 7) } as const;
    const copied = wrapInTiff(rasterOf({ ...picture, data: data.slice() }));
    const wrapped = wrapInTiff(rasterOf({ ...picture, data }));
    expect(wrapped.equals(copied)).toBe(true);
    expect(wrapped.buffer).toBe(data.buffer);
  },
);

test('a part of samples with room is the TIFF of that part', async () => {
  const data = roomForSamples(length, 8).fill(9);
  const part = data.subarray(0, 4 * 3).fill(200);
  const tiff = wrapInTiff(rasterOf({ width: 4, height: 1, colours: 'rgb', data: part }));
  expect([...(await sharp(tiff).raw().toBuffer())]).toEqual([...part]);
});

test('a profile for which there is no room is copied with all else', () => {
  const data = roomForSamples(length, 8);
  const icc = Buffer.alloc(100_000, 1);
  const tiff = wrapInTiff(rasterOf({ ...size, colours: 'rgb', data, icc }));
  expect(tiff.includes(icc)).toBe(true);
});

test('samples that are part of something else leave that as it is', () => {
  const whole = Buffer.alloc(8 + length + 10_000, 3);
  const data = new Uint8Array(whole.buffer, whole.byteOffset + 8, length);
  wrapInTiff(rasterOf({ ...size, colours: 'rgb', data }));
  expect(whole.equals(Buffer.alloc(whole.length, 3))).toBe(true);
});

test.each([8, 16] as const)(
  'samples of %i bits in memory that was given up become the same TIFF, without a copy',
  (bits) => {
    const given = bits === 8 ? new Uint8Array(8000) : new Uint16Array(8000);
    const data = roomWithin(given, length) ?? given;
    data.forEach((_, at) => (data[at] = at * 5));
    const copied = wrapInTiff(rasterOf({ ...size, colours: 'rgb', data: data.slice() }));
    const wrapped = wrapInTiff(rasterOf({ ...size, colours: 'rgb', data }));
    expect(wrapped.equals(copied)).toBe(true);
    expect(wrapped.buffer).toBe(given.buffer);
  },
);

test('memory that is too small, or part of something else, is not taken', () => {
  expect(roomWithin(new Uint8Array(length + 7), length)).toBeNull();
  expect(roomWithin(new Uint8Array(8000).subarray(8), length)).toBeNull();
  expect(roomWithin(new Uint8Array(8000).subarray(0, 7000), length)).toBeNull();
});
