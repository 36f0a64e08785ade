import sharp from 'sharp';
import { expect, test } from 'vitest';
import { WritableFormat } from '../../../src/shared/formats/formats.ts';
import { checkOutput } from '../../../src/worker/writing/check-output.ts';
import { scene } from '../../fixtures/scene.ts';

const promised = { width: 30, height: 20, format: 'png' as const };

test('a file that is what was promised passes', async () => {
  expect(await checkOutput(await scene(30, 20).png().toBuffer(), promised)).toBeNull();
  const avif = await scene(30, 20).avif().toBuffer();
  expect(await checkOutput(avif, { ...promised, format: 'avif' })).toBeNull();
});

test.each([
  ['of another size', () => scene(31, 20).png().toBuffer(), /made png 31 × 20/],
  ['in another format', () => scene(30, 20).jpeg().toBuffer(), /made jpeg 30 × 20/],
  ['that does not open', () => Promise.resolve(Buffer.from('nothing')), /does not open/],
])('a file %s is found out', async (_, made, fault) => {
  expect(await checkOutput(await made(), promised)).toMatch(fault);
});

const made = {
  jpeg: () => scene(30, 20).jpeg().toBuffer(),
  'progressive jpeg': () => scene(30, 20).jpeg({ mozjpeg: true }).toBuffer(),
  png: () => scene(30, 20).png({ palette: true, progressive: true }).toBuffer(),
  webp: () => scene(30, 20).webp().toBuffer(),
  'lossless webp': () => scene(30, 20).webp({ lossless: true }).toBuffer(),
  'webp with a profile': () =>
    scene(30, 20).keepIccProfile().withIccProfile('p3').webp().toBuffer(),
  gif: () => scene(30, 20).gif().toBuffer(),
  tiff: () => scene(30, 20).tiff().toBuffer(),
};

test.each(Object.entries(made))(
  '%s of the right size passes, and cut short it does not',
  async (name, make) => {
    const file = await make();
    const format = WritableFormat.parse(name.match(/jpeg|png|webp|gif|tiff/)?.[0]);
    expect(await checkOutput(file, { ...promised, format })).toBeNull();
    expect(await checkOutput(file, { ...promised, format, width: 31 })).toMatch(
      /made \w+ 30 × 20$/,
    );
    expect(await checkOutput(file.subarray(0, -9), { ...promised, format })).not.toBeNull();
  },
);

test('a moving picture is as large as one of its frames', async () => {
  const frames = await scene(30, 40).raw().toBuffer();
  const raw = { width: 30, height: 40, channels: 3, pageHeight: 20 } as const;
  for (const format of ['webp', 'gif'] as const) {
    const file = await sharp(frames, { raw }).toFormat(format).toBuffer();
    expect(await checkOutput(file, { ...promised, format })).toBeNull();
  }
});
