import { expect, test } from 'vitest';
import { readPrimaryItem } from '../../../../src/worker/decoding/heif/primary-item.ts';
import { cleanApertureOf } from '../../../../src/worker/decoding/heif/clean-aperture.ts';
import { readJxlHeader } from '../../../../src/worker/decoding/jxl/jxl-header.ts';
import { withProfile } from '../../../../src/worker/decoding/colour/with-profile.ts';
import { formatFixture } from '../../../support/format-fixtures.ts';
import {
  avifWithCodes,
  chrm,
  cicp,
  gama,
  heifWith,
  jpegWithExif,
  plainPng,
  tiffWithExif,
  withChunks,
} from '../../../support/tagged-pictures.ts';

const times = 300;

/** Up to four bytes changed or the end cut off, by the numbers of a generator that always gives the same. */
function harm(bytes: Buffer, seed: number): Buffer {
  let state = seed;
  const next = (limit: number) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const harmed = Buffer.from(bytes);
  const reach = Math.min(harmed.length, 600);
  for (let count = next(4); count >= 0; count -= 1) harmed[next(reach)] = next(256);
  return next(4) === 0 ? harmed.subarray(0, next(harmed.length)) : harmed;
}

test('no tag of colours that is harmed ends in an exception', async () => {
  const png = await plainPng();
  const tagged = [
    withChunks(png, cicp(12, 13)),
    withChunks(png, gama(1), chrm(0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)),
    await jpegWithExif(2, null),
    await jpegWithExif(0xffff, 'R03'),
    await tiffWithExif(2, 8),
    await avifWithCodes(12, 13),
  ];
  for (const bytes of tagged)
    for (let seed = 1; seed <= times; seed += 1)
      expect((await withProfile(harm(bytes, seed))).length).toBeGreaterThanOrEqual(0);
});

test('no header of HEIF or JPEG XL that is harmed ends in an exception', () => {
  const heif = heifWith(formatFixture('rotated.heic'), 'clap', Buffer.alloc(32, 1));
  for (let seed = 1; seed <= times; seed += 1) {
    const harmed = harm(heif, seed);
    const item = readPrimaryItem(harmed);
    const crop = item && cleanApertureOf(harmed, item)?.crop;
    expect(crop ? crop.width * crop.height : 1).toBeGreaterThan(0);
    const header = readJxlHeader(harm(formatFixture('pq-1000.jxl'), seed));
    expect(header?.peak ?? 0).not.toBeNaN();
  }
});
