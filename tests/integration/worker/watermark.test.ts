import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import type { z } from 'zod';
import type { OutputRecipe } from '../../../src/shared/task/recipe.ts';
import { Watermark } from '../../../src/shared/task/watermark.ts';
import { attempt, bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
type Wanted = z.input<typeof OutputRecipe>;

const plain = (width: number, height: number, background: string) =>
  sharp({ create: { width, height, channels: 3, background } });

const redMark = async () => (await plain(40, 20, '#ff0000').png().toBuffer()).toString('base64');

async function pictureMark(more: object = {}): Promise<Watermark> {
  const data = await redMark();
  return Watermark.parse({ kind: 'picture', data, opacity: 100, margin: 0, size: 20, ...more });
}
const textMark = (text: string, more: object = {}) =>
  Watermark.parse({ kind: 'text', text, opacity: 100, ...more });

async function marked(watermark: Watermark, output: Wanted, source?: Buffer): Promise<string> {
  const file = source ?? (await plain(200, 100, '#0000ff').png().toBuffer());
  return makeOne(pool, { ...bench('a.png', file), more: { watermark } }, output);
}

async function pixels(path: string | Buffer, options = {}) {
  const { data, info } = await sharp(path, options)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number) => [
    ...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4),
  ];
  return { at, data, ...info };
}
const blue = [0, 0, 255, 255];
const red = [255, 0, 0, 255];

describe('a watermark', () => {
  it('stands where it is asked for, as wide as its share of the result, in every size', async () => {
    const outputs: Wanted[] = [
      { name: 'a', width: 100, format: 'png' },
      { name: 'b', width: 50, format: 'png' },
    ];
    const file = await plain(200, 100, '#0000ff').png().toBuffer();
    const place = { ...bench('a.png', file), more: { watermark: await pictureMark() } };
    const { outcome, paths } = await attempt(pool, place, outputs);
    expect(outcome.kind).toBe('succeeded');
    for (const [index, width] of [100, 50].entries()) {
      const height = width / 2;
      const { at } = await pixels(paths[index] ?? '');
      const [left, top] = [width - width * 0.2, height - width * 0.1];
      expect(at(left + 1, top + 1)).toEqual(red);
      expect(at(width - 1, height - 1)).toEqual(red);
      expect(at(left - 2, height - 2)).toEqual(blue);
      expect(at(width - 2, top - 2)).toEqual(blue);
    }
  });

  it('keeps its margin and lets through what its opacity says', async () => {
    const watermark = await pictureMark({ position: 'left top', margin: 10, opacity: 50 });
    const { at } = await pixels(await marked(watermark, { width: 200, format: 'png' }));
    expect(at(9, 9)).toEqual(blue);
    const [r, g, b, alpha] = at(12, 12);
    expect([r, g, alpha]).toEqual([128, 0, 255]);
    expect(Math.abs((b ?? 0) - 127)).toBeLessThan(3);
  });

  it('fits on a result that is very narrow, and leaves one without alpha without it', async () => {
    const watermark = await pictureMark({ size: 100, margin: 10 });
    const source = await plain(400, 10, '#0000ff').png().toBuffer();
    const path = await marked(watermark, { width: 400, format: 'png' }, source);
    const { at } = await pixels(path);
    expect(at(398, 5)).toEqual(red);
    expect((await sharp(path).metadata()).hasAlpha).toBe(false);
  });

  it('lies on a transparent picture and changes nothing beside itself', async () => {
    const none = { r: 0, g: 0, b: 0, alpha: 0 };
    const glass = sharp({ create: { width: 100, height: 100, channels: 4, background: none } });
    const source = await glass.png().toBuffer();
    const watermark = await pictureMark({ opacity: 50 });
    const { at } = await pixels(
      await marked(watermark, { width: 100, format: 'webp', lossless: true }, source),
    );
    expect(at(95, 95)).toEqual([255, 0, 0, 128]);
    expect(at(10, 10)[3]).toBe(0);
  });

  it('is on every frame of what moves', async () => {
    const frames = ['#0000ff', '#00ff00'].map((colour) => plain(100, 60, colour).png().toBuffer());
    const gif = await sharp(await Promise.all(frames), { join: { animated: true } })
      .gif()
      .toBuffer();
    const path = await marked(
      await pictureMark(),
      { width: 50, animation: 'keep', format: 'gif' },
      gif,
    );
    const { at, height } = await pixels(path, { animated: true });
    expect(height).toBe(60);
    expect([at(48, 28), at(48, 58)]).toEqual([red, red]);
    expect([at(5, 5)[2], at(5, 35)[1]]).toEqual([255, 255]);
  });

  it('colours a grey picture, and one with 16 bits', async () => {
    const grey = await plain(100, 100, '#808080').toColourspace('b-w').jpeg().toBuffer();
    const onGrey = await pixels(
      await marked(await pictureMark(), { width: 100, format: 'png' }, grey),
    );
    expect(onGrey.at(95, 95)).toEqual(red);
    const deep = await plain(100, 100, '#0000ff').toColourspace('rgb16').png().toBuffer();
    const onDeep = await pixels(
      await marked(await pictureMark(), { width: 100, format: 'png' }, deep),
    );
    expect([onDeep.at(95, 95), onDeep.at(5, 5)]).toEqual([red, blue]);
  });

  it('is never on icons, and keeps the original from being copied', async () => {
    const file = await plain(64, 64, '#0000ff').png({ palette: true }).toBuffer();
    const place = {
      ...bench('a.png', file),
      keepsOriginal: true,
      more: { watermark: await pictureMark() },
    };
    const { outcome, paths } = await attempt(pool, place, [
      { name: 'icon', width: 64, format: 'ico' },
      { name: 'same', percent: 100 },
    ]);
    expect(outcome).toMatchObject({ kind: 'succeeded' });
    const { at } = await pixels(paths[1] ?? '');
    expect(at(62, 62)).toEqual(red);
    expect(
      (
        await pixels(
          await makeOne(pool, bench('b.ico', readFileSync(paths[0] ?? '')), {
            width: 64,
            format: 'png',
          }),
        )
      ).at(62, 62),
    ).toEqual(blue);
  });

  it('whose picture cannot be read fails with one plain line, whatever the source', async () => {
    const whole = Buffer.from(await redMark(), 'base64');
    for (const bytes of [Buffer.from('no picture at all'), whole.subarray(0, whole.length - 30)]) {
      const watermark = await pictureMark({ data: bytes.toString('base64') });
      const place = {
        ...bench('a.png', await plain(9, 9, '#fff').png().toBuffer()),
        more: { watermark },
      };
      const { outcome } = await attempt(pool, place, [{ width: 5 }]);
      expect(outcome).toMatchObject({
        kind: 'failed',
        failure: { code: 'file-unreadable', subject: 'the picture of the watermark' },
      });
    }
  });
});

describe('a watermark of text', () => {
  it('is white with a dark edge, in the font that comes along', async () => {
    const watermark = textMark('© Ann Ωμέγα Мир', { size: 80, position: 'centre' });
    const { data, info } = await sharp(await marked(watermark, { width: 200, format: 'png' }))
      .raw()
      .toBuffer({ resolveWithObject: true });
    const seen = { white: 0, dark: 0, left: info.width, right: 0 };
    for (let at = 0; at < data.length; at += info.channels) {
      const [r = 0, g = 0, b = 0] = data.subarray(at, at + 3);
      if (r > 250 && g > 250) seen.white += 1;
      if (r < 60 && b < 200) seen.dark += 1;
      if (g < 128) continue;
      const x = (at / info.channels) % info.width;
      seen.left = Math.min(seen.left, x);
      seen.right = Math.max(seen.right, x);
    }
    expect(seen.white).toBeGreaterThan(40);
    expect(seen.dark).toBeGreaterThan(50);
    expect(seen.left).toBeGreaterThan(15);
    expect(seen.right - seen.left).toBeGreaterThan(140);
  });

  it('is drawn as it is typed: markup is only letters', async () => {
    const letters = '<span size="1">&amp;</span>';
    const tall = await pixels(
      await marked(textMark(letters, { size: 100 }), { width: 200, format: 'png' }),
    );
    expect(tall.at(199, 1)).toEqual(blue);
  });
});
