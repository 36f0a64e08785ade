import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { difference } from '../../support/similarity.ts';
import { bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

const pool = realWorkerPool();
const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'traits');
const file = (name: string) => readFileSync(join(folder, name));
const names = readdirSync(folder);

/** Lossy formats lose this much at most; a wrong turn or a mistaken profile is ten times as far. */
const alike = 0.012;

/** The picture as large as it is, through the real worker. Its name says nothing, as a rule. */
async function made(name: string): Promise<string> {
  return makeOne(pool, bench('a.jpg', file(name)), { width: 200, format: 'png' });
}

describe('a picture turned by its EXIF', () => {
  it.each(names.filter((name) => name.startsWith('exif-')))('%s is upright', async (name) => {
    const upright = file(`upright-${name.charAt('exif-'.length)}.png`);
    expect(await difference(await made(name), upright)).toBeLessThan(alike);
  });

  it.each([5, 6, 7, 8])('%i has its long edge measured after turning', async (orientation) => {
    const place = bench('a.jpg', file(`exif-${orientation}.jpg`));
    const path = await makeOne(pool, place, { width: 16, height: 16, format: 'png' });
    const { width, height } = await sharp(path).metadata();
    expect([width, height]).toEqual([12, 16]);
  });
});

describe('a picture turned by its container', () => {
  const turned = names.filter((name) => /^turn-.*\.(?:heic|avif)$/.test(name));

  it.each(turned)('%s is upright, once', async (name) => {
    expect(await difference(await made(name), file(`${name}.png`))).toBeLessThan(alike);
  });
});

describe('colours', () => {
  const kinds = names.filter(
    (name) => names.includes(`${name}.png`) && !/^(?:exif|turn)-/.test(name),
  );

  it.each(kinds)('of %s are those that another program sees', async (name) => {
    const path = await made(name);
    expect(await difference(path, file(`${name}.png`))).toBeLessThan(alike);
    const { space, depth, hasProfile } = await sharp(path).metadata();
    expect(depth).toBe('uchar');
    expect(['srgb', 'b-w']).toContain(space);
    expect(hasProfile).toBe(false);
  });

  it('of inks with a profile are those that another program sees', async () => {
    const inks = await sharp(file('card.png'))
      .withIccProfile('cmyk')
      .jpeg({ quality: 95 })
      .toBuffer();
    const path = await makeOne(pool, bench('a.jpg', inks), { width: 200, format: 'png' });
    // Colours that inks or screens do not have are each program's own choice; taken as they are they are four times as far.
    expect(await difference(path, file('cmyk.jpg.png'))).toBeLessThan(0.02);
  });
});
