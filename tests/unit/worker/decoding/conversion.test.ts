import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import {
  adobeRgb,
  type ColourSpace,
  spaceOfCodePoints,
} from '../../../../src/worker/decoding/colour/colour-space.ts';
import { conversionOf } from '../../../../src/worker/decoding/colour/conversion.ts';
import { profileOf } from '../../../../src/worker/decoding/colour/profile-of.ts';
import { adobeRgbProfile } from '../../../fixtures/colour-profile.ts';
import {
  curves,
  type Gamut,
  srgbBy,
  srgbOfHlg,
  srgbOfPq,
} from '../../../support/colour-formula.ts';
import type { Rgb } from '../../../support/tagged-pictures.ts';

function space(primaries: number, transfer: number, peak: number | null = null): ColourSpace {
  const found = spaceOfCodePoints({ primaries, transfer });
  if (!found) throw new Error('it is known');
  return { ...found, peak, isNarrow: false };
}
const profile = (of: ColourSpace, samples: 'rgb' | 'grey' = 'rgb') =>
  profileOf(of, samples) ?? Buffer.alloc(0);
const by = (gamut: Gamut, curve: keyof typeof curves) => (colour: Rgb) =>
  srgbBy(colour, gamut, curves[curve]);

/** From black to white along each edge of the cube of all colours, in between too, and the darkest ones. */
const steps = [0, 0.004, 0.02, 0.11, 0.37, 0.5, 0.82, 1];
const colours = steps.flatMap((r) => steps.flatMap((g) => steps.map((b): Rgb => [r, g, b])));

test.each<[string, () => Buffer, (colour: Rgb) => Rgb]>([
  ['Display P3', () => profile(space(12, 13)), by('p3', 'srgb')],
  ['BT.2020', () => profile(space(9, 14)), by('bt2020', 'bt709')],
  ['Adobe RGB', () => profile(adobeRgb), by('adobe', 'adobe')],
  ['Adobe RGB by a profile of another', adobeRgbProfile, by('adobe', 'adobe')],
  ['PQ', () => profile(space(9, 16)), (colour) => srgbOfPq(colour)],
  ['PQ with a peak', () => profile(space(9, 16, 4000)), (colour) => srgbOfPq(colour, 4000)],
  ['HLG', () => profile(space(9, 18)), srgbOfHlg],
])('every colour of %s is what the formula says, to one step of 255', (_name, icc, formula) => {
  const convert = conversionOf(icc());
  if (!convert) throw new Error('It is not known.');
  for (const most of [255, 65_535]) {
    const stored = colours.flat().map((value) => Math.round(value * most));
    const data = most === 255 ? Uint8Array.from(stored) : Uint16Array.from(stored);
    const made = convert({ data: data.slice(), channels: 3 }, 'srgb');
    expect(made).toBeInstanceOf(Uint8Array);
    const off = colours.flatMap((_, at) => {
      const [r = 0, g = 0, b = 0] = stored.slice(at * 3, at * 3 + 3);
      const wanted = formula([r / most, g / most, b / most]);
      return wanted.map((value, channel) => Math.abs(value - (made[at * 3 + channel] ?? -255)));
    });
    expect(Math.max(...off)).toBeLessThan(1.2);
    expect(off.reduce((sum, one) => sum + one, 0) / off.length).toBeLessThan(0.3);
  }
});

test('opacity stays as it is, and colours beside it keep 16 bits, of which the lower 8 are rounded', () => {
  const convert = conversionOf(profile(space(12, 13)));
  const narrow = Uint8Array.of(255, 0, 0, 7, 128, 128, 128, 0);
  expect(convert?.({ data: narrow, channels: 4 }, 'srgb')).toEqual(
    Uint8Array.of(255, 0, 0, 7, 128, 128, 128, 0),
  );
  const wide = convert?.({ data: Uint16Array.of(65_535, 0, 0, 1234), channels: 4 }, 'srgb');
  expect([...(wide ?? [])].map((value) => value >> 8)).toEqual([255, 0, 0, 4]);
  expect(wide?.[3]).toBe(1234);
});

test('in Display P3 its own numbers stay', () => {
  const convert = conversionOf(profile(space(12, 13)));
  const stored = colours.flat().map((value) => Math.round(value * 255));
  const made = convert?.({ data: Uint8Array.from(stored), channels: 3 }, 'display-p3') ?? [];
  expect([...made].every((value, at) => Math.abs(value - (stored[at] ?? 0)) <= 1)).toBe(true);
});

/** The same with curves that begin above black, as ICC's parametric type 2 has them. */
function withLift(icc: Buffer, lift: number): Buffer {
  const lifted = Buffer.from(icc);
  const at = lifted.indexOf('para');
  lifted.writeUInt16BE(2, at + 8);
  for (const [index, value] of [2.2, 1 - lift, 0, lift].entries())
    lifted.writeInt32BE(Math.round(value * 65_536), at + 12 + index * 4);
  return lifted;
}

test('grey, tables of others, a black that is none and what makes no sense are left to Little CMS', () => {
  const table = Buffer.from(profile(space(9, 16)));
  table.writeUInt16BE(1, table.length - 100);
  const places = Buffer.from(profile(adobeRgb));
  places.writeInt32BE(0x7fff_0000, places.lastIndexOf('XYZ ') + 8);
  const faded = withLift(profile(adobeRgb), 0.01);
  for (const one of [table, places, faded, profile(adobeRgb, 'grey'), Buffer.alloc(0)])
    expect(conversionOf(one)).toBeNull();
  expect(conversionOf(withLift(profile(adobeRgb), 0))).not.toBeNull();
});

test('one that is cut or harmed anywhere ends in no exception', () => {
  const whole = profile(adobeRgb);
  const pixels = () => ({ data: Uint8Array.of(255, 0, 128), channels: 3 });
  for (let length = 0; length < whole.length; length += 3)
    conversionOf(whole.subarray(0, length))?.(pixels(), 'srgb');
  for (let at = 0; at < whole.length; at += 3) {
    const harmed = Buffer.from(whole);
    harmed[at] = 0xff;
    expect(conversionOf(harmed)?.(pixels(), 'srgb') ?? []).not.toContain(NaN);
  }
});
