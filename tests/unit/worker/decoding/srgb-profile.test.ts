import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { meansSrgb } from '../../../../src/worker/decoding/colour/means-srgb.ts';
import {
  adobeRgb,
  bt709,
  gamma,
  spaceOfCodePoints,
  srgbCurve,
} from '../../../../src/worker/decoding/colour/colour-space.ts';
import { profileOf } from '../../../../src/worker/decoding/colour/profile-of.ts';
import { adobeRgbProfile } from '../../../fixtures/colour-profile.ts';
import { asPng, opened } from '../../../support/format-fixtures.ts';
import { largePatches, patches, patchesOf } from '../../../support/tagged-pictures.ts';

const rest = { peak: null, isNarrow: false } as const;
const profile = (space: Parameters<typeof profileOf>[0], samples: 'rgb' | 'grey' = 'rgb') =>
  profileOf(space, samples) ?? Buffer.alloc(0);
const srgb = () => profile({ primaries: bt709, transfer: srgbCurve, ...rest });

async function bySharp(name: 'srgb' | 'p3'): Promise<Buffer> {
  const png = await largePatches(1).withIccProfile(name).png().toBuffer();
  return (await sharp(png).metadata()).icc ?? Buffer.alloc(0);
}

test('profiles of sRGB are known by their numbers', async () => {
  expect(meansSrgb(srgb())).toBe(true);
  expect(meansSrgb(await bySharp('srgb'))).toBe(true);
});

test('no other profile is taken for one, nor is anything that is none', async () => {
  const displayP3 = spaceOfCodePoints({ primaries: 12, transfer: 13 });
  const pq = spaceOfCodePoints({ primaries: 9, transfer: 16 });
  if (!displayP3 || !pq) throw new Error('they are known');
  const others = [
    await bySharp('p3'),
    adobeRgbProfile(),
    profile(adobeRgb),
    profile({ ...displayP3, ...rest }),
    profile({ ...pq, ...rest }),
    // The right primaries with a curve that is nearly the right one.
    profile({ primaries: bt709, transfer: gamma(2.2), ...rest }),
    profile({ primaries: bt709, transfer: srgbCurve, ...rest }, 'grey'),
    Buffer.alloc(0),
    Buffer.from('no profile'),
  ];
  for (const other of others) expect(meansSrgb(other)).toBe(false);
});

test('one that is cut or harmed anywhere ends in no exception', () => {
  const whole = srgb();
  for (let length = 0; length < whole.length; length += 1) meansSrgb(whole.subarray(0, length));
  for (let at = 0; at < whole.length; at += 1) {
    const harmed = Buffer.from(whole);
    harmed[at] = 0xff;
    meansSrgb(harmed);
  }
  expect(meansSrgb(whole.subarray(0, 200))).toBe(false);
});

test.each([8, 16] as const)(
  'a picture with such a profile keeps its numbers, with %i bits',
  async (bits) => {
    const tagged = await largePatches(1, bits).withIccProfile('srgb').png().toBuffer();
    const numbers = await patchesOf(tagged, { ignoreIcc: true });
    const picture = await opened(tagged);
    expect(picture.lateColours).toBeUndefined();
    const seen = await patchesOf(await asPng(picture));
    expect(seen).toEqual(numbers);
    expect(seen).toHaveLength(patches.length);
    expect((await sharp(await asPng(picture)).metadata()).icc).toBeUndefined();
  },
);
