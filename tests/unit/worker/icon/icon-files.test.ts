import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { ByteReader } from '../../../../src/worker/bytes/byte-reader.ts';
import { channelRuns } from '../../../../src/worker/imaging/icon/channel-runs.ts';
import { writeIcns } from '../../../../src/worker/imaging/icon/write-icns.ts';
import { writeIco } from '../../../../src/worker/imaging/icon/write-ico.ts';
import { checkIcon } from '../../../../src/worker/writing/check-output.ts';
import { icnsElements, readIcns, readIco } from '../../../support/icon-file.ts';
import { opened } from '../../../support/format-fixtures.ts';
import { expectAlways } from '../../../support/property-loop.ts';

/** Noise, and a corner without any paint. */
async function picture(edge: number) {
  const rgba = Buffer.alloc(edge * edge * 4);
  for (let at = 0; at < rgba.length; at++) rgba[at] = (at * 7919 + (at >> 3) * 104_729) & 255;
  for (let x = 0; x < edge / 4; x++) rgba.fill(0, x * 4, x * 4 + 4);
  const raw = { width: edge, height: edge, channels: 4 } as const;
  return { edge, rgba, png: await sharp(rgba, { raw }).png().toBuffer() };
}

const pictures = (...edges: number[]) => Promise.all(edges.map(picture));
const pixels = (png: Buffer) => sharp(png).raw().toBuffer();

describe('a Windows icon', () => {
  const edges = [16, 24, 32, 48, 64, 128, 256];

  it('holds bitmaps with a mask, and the largest as PNG, pixel by pixel', async () => {
    const made = await pictures(...edges);
    const read = await readIco(writeIco(made));
    expect(read.map(({ edge, kind }) => [edge, kind])).toEqual(
      edges.map((edge) => [edge, edge === 256 ? 'png' : 'bitmap']),
    );
    for (const [at, { png }] of read.entries()) {
      expect((await pixels(png)).equals(made[at]?.rgba ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('opens again', async () => {
    const file = writeIco(await pictures(...edges));
    expect((await opened(file, { shrinkOnLoadSize: 40 })).header).toMatchObject({
      format: 'ico',
      width: 48,
    });
    expect(await checkIcon(file, { format: 'ico', width: 256 })).toBeNull();
  });
});

describe('a Mac icon', () => {
  const edges = [16, 32, 64, 128, 256, 512, 1024];

  it('holds each size, pixel by pixel, for plain and for sharp screens', async () => {
    const made = await pictures(...edges);
    const file = writeIcns(made);
    const types = [...icnsElements(file).keys()].join(' ');
    expect(types).toBe('is32 s8mk il32 l8mk ic11 ic12 ic07 ic08 ic13 ic09 ic14 ic10');
    for (const { edge, png } of await readIcns(file)) {
      const own = made.find((one) => one.edge === edge);
      expect((await pixels(png)).equals(own?.rgba ?? Buffer.alloc(0))).toBe(true);
    }
  });

  it('opens again', async () => {
    const file = writeIcns(await pictures(...edges));
    expect((await opened(file, { shrinkOnLoadSize: 16 })).header).toMatchObject({
      format: 'icns',
      width: 16,
    });
    expect((await opened(file, { shrinkOnLoadSize: 300 })).header).toMatchObject({ width: 512 });
    expect(await checkIcon(file, { format: 'icns', width: 1024 })).toBeNull();
  });
});

it('every channel comes back from its run lengths', async () => {
  const value = fc.constantFrom(0, 0, 0, 1, 255);
  const runs = fc.array(fc.tuple(value, fc.integer({ min: 1, max: 300 })), { maxLength: 12 });
  await expectAlways(
    fc.property(runs, (parts) => {
      const values = parts.flatMap(([one, count]) => Array.from({ length: count }, () => one));
      const rgba = Uint8Array.from(values.flatMap((one) => [9, one, 9, 9]));
      const reader = new ByteReader(channelRuns(rgba, 1), 'big');
      const back: number[] = [];
      while (reader.remaining > 0) {
        const head = reader.u8();
        if (head < 128) back.push(...reader.take(head + 1));
        else back.push(...Array<number>(head - 125).fill(reader.u8()));
      }
      expect(reader.isExhausted).toBe(false);
      expect(back).toEqual(values);
    }),
  );
});

describe('an icon that is not what was promised', () => {
  it('lacks a size', async () => {
    const file = writeIco(await pictures(16, 32));
    expect(await checkIcon(file, { format: 'ico', width: 32 })).toMatch(/made 16 × 16, 32 × 32$/);
  });

  it('ends in the middle of a size', async () => {
    const file = writeIco(await pictures(16, 24));
    const fault = await checkIcon(file.subarray(0, -500), { format: 'ico', width: 24 });
    expect(fault).toMatch(/^promised ico 16 × 16, 24 × 24, made/);
  });
});
