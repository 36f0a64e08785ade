import * as fc from 'fast-check';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { scansForEighth } from '../../../../src/worker/decoding/progressive/eighth.ts';
import { sharpDecoder } from '../../../../src/worker/decoding/sharp/sharp-decoder.ts';
import { defaultReadLimits } from '../../../../src/shared/worker/messages.ts';
import { texture } from '../../../fixtures/scene.ts';
import { progressiveJpeg, scripts } from '../../../support/progressive-jpeg.ts';
import { expectAlways } from '../../../support/property-loop.ts';

const samplings = {
  gray: [[1, 1]],
  '4:4:4': [
    [1, 1],
    [1, 1],
    [1, 1],
  ],
  '4:2:0': [
    [2, 2],
    [1, 1],
    [1, 1],
  ],
  '4:2:2': [
    [2, 1],
    [1, 1],
    [1, 1],
  ],
  '4:4:0': [
    [1, 2],
    [1, 1],
    [1, 1],
  ],
  '4:1:0': [
    [4, 2],
    [1, 1],
    [1, 1],
  ],
  'of four inks': [
    [2, 2],
    [1, 1],
    [1, 1],
    [2, 2],
  ],
} as const;

/** Shrunk as the worker does it, with every bit of it. */
const shrunk = (bytes: Buffer, edge: number) =>
  sharp(bytes, { failOn: 'warning' }).autoOrient().resize(edge).raw().toBuffer();

async function expectSame(bytes: Buffer, edge = 20): Promise<Buffer> {
  const less = scansForEighth(bytes);
  if (!less) throw new Error('It was left alone.');
  expect(less.length).toBeLessThan(bytes.length);
  expect((await shrunk(less, edge)).equals(await shrunk(bytes, edge))).toBe(true);
  return less;
}

describe('a progressive JPEG without what an eighth of its size does not need gives the same pixels', () => {
  test.each(Object.entries(samplings))('%s', async (_, sampling) => {
    for (const [at, script] of Object.values(scripts).entries()) {
      const shape = { width: 163, height: 171, sampling, restarts: at * 3 };
      await expectSame(progressiveJpeg({ ...shape, script: script(sampling.length) }), 10);
    }
  });

  const photo = texture(640, 480);
  const files: Readonly<Record<string, () => Sharp>> = {
    'by libjpeg': () => photo.clone().jpeg({ progressive: true }),
    'by mozjpeg': () => photo.clone().jpeg({ mozjpeg: true }),
    'without subsampling': () =>
      photo.clone().jpeg({ progressive: true, chromaSubsampling: '4:4:4' }),
    grey: () => photo.clone().greyscale().jpeg({ progressive: true }),
    CMYK: () => photo.clone().toColourspace('cmyk').jpeg({ progressive: true }),
    'with a profile': () => photo.clone().withIccProfile('p3').jpeg({ progressive: true }),
    'lying on its side': () =>
      photo.clone().withMetadata({ orientation: 6 }).jpeg({ progressive: true }),
  };
  test.each(Object.entries(files))('%s', async (_, make) => {
    await expectSame(await make().toBuffer());
  });

  it('whatever follows its end', async () => {
    const file = await photo.clone().jpeg({ progressive: true }).toBuffer();
    const less = await expectSame(Buffer.concat([file, file]));
    expect(less.length).toBeLessThan(file.length);
  });

  it('and keeps what it says of itself', async () => {
    const exif = { IFD0: { Copyright: 'Someone' } };
    const file = await photo
      .clone()
      .withExif(exif)
      .withIccProfile('p3')
      .jpeg({ mozjpeg: true })
      .toBuffer();
    const [before, after] = await Promise.all(
      [file, await expectSame(file)].map((bytes) => sharp(bytes).metadata()),
    );
    expect(after).toEqual({ ...before, size: after?.size });
  });
});

describe('all scans stay in', () => {
  const photo = () => texture(640, 480).jpeg({ progressive: true }).toBuffer();

  it.each([
    ['a baseline JPEG', () => texture(64, 48).jpeg().toBuffer()],
    ['one that is cut off', async () => (await photo()).subarray(0, -2)],
    [
      'arithmetic coding',
      async () => {
        const bytes = await photo();
        bytes[bytes.indexOf('ffc2', 0, 'hex') + 1] = 0xca;
        return bytes;
      },
    ],
    [
      'one of 12 bits',
      async () => {
        const bytes = await photo();
        bytes[bytes.indexOf('ffc2', 0, 'hex') + 4] = 12;
        return bytes;
      },
    ],
    [
      'one whose details never come',
      () => Promise.resolve(of((scan) => scan.first === 0 || scan.of[0] !== 0)),
    ],
    ['one whose last bits never come', () => Promise.resolve(of((scan) => scan.bit > 0))],
    ['one with a scan twice', () => Promise.resolve(of(() => true, 2))],
  ])('of %s', async (_, make) => {
    expect(scansForEighth(await make())).toBeNull();
  });

  function of(
    isKept: (scan: { first: number; of: readonly number[]; bit: number }) => boolean,
    times = 1,
  ) {
    const script = (scripts['successive approximation']?.(3) ?? []).filter(isKept);
    const all = Array.from({ length: times }, () => script).flat();
    return progressiveJpeg({ width: 64, height: 64, sampling: samplings['4:2:0'], script: all });
  }
});

it('never fails on bytes that nobody vouches for', async () => {
  const whole = progressiveJpeg({
    width: 40,
    height: 40,
    sampling: samplings['4:2:0'],
    script: scripts['successive approximation']?.(3) ?? [],
    restarts: 2,
  });
  const harm = fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 4 });
  const harmed = fc.tuple(harm, fc.nat(whole.length)).map(([places, length]) => {
    const bytes = Buffer.from(whole);
    for (const [at, value] of places) bytes[at] = value;
    return bytes.subarray(0, length);
  });
  const junk = fc
    .uint8Array({ maxLength: 400 })
    .map((bytes) => Buffer.from([0xff, 0xd8, ...bytes]));
  await expectAlways(
    fc.property(fc.oneof(harmed, junk), (bytes) => {
      const less = scansForEighth(bytes);
      expect(less === null || less.length <= bytes.length + 200).toBe(true);
    }),
  );
});

describe('the decoder', () => {
  async function open(bytes: Buffer) {
    const request = { ...defaultReadLimits, shrinkOnLoadSize: 20, page: 1 };
    const opened = await sharpDecoder.open(bytes, 'jpeg', request);
    if (!opened.ok) throw new Error('It does not open.');
    return opened.value;
  }

  it.each([
    ['an eighth or less', 1 / 16, 40],
    ['more than that', 1 / 15, 43],
  ])('gives the same pixels for %s', async (_, factor, width) => {
    const bytes = await texture(640, 480).jpeg({ mozjpeg: true }).toBuffer();
    const wanted = { width, height: Math.ceil(480 * factor) };
    const picture = await open(bytes);
    const made = await picture.pipeline(wanted, 'strict').resize(wanted).raw().toBuffer();
    const plain = await sharp(bytes).autoOrient().resize(wanted).raw().toBuffer();
    expect(made.equals(plain)).toBe(true);
  });

  it('still calls a file cut off that is', async () => {
    const bytes = await texture(640, 480).jpeg({ progressive: true }).toBuffer();
    const picture = await open(bytes.subarray(0, bytes.length / 2));
    const wanted = { width: 20, height: 15 };
    const error = await picture
      .pipeline(wanted, 'strict')
      .resize(wanted)
      .toBuffer()
      .catch((problem: unknown) => problem);
    expect(picture.refuse(error).problem.failure.code).toBe('image-truncated');
  });
});
