import sharp from 'sharp';
import { expect, it, test } from 'vitest';
import { defaultReadLimits } from '../../../src/shared/worker/messages.ts';
import { openPicture } from '../../../src/worker/decoding/open-picture.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../../../src/worker/imaging/render-outputs.ts';
import { shrinksFast } from '../../../src/worker/imaging/shrink-on-load.ts';
import { qualityOf } from '../../support/quality.ts';
import { workFor } from '../../support/work.ts';

const size = { width: 1440, height: 1080 };

/** Detail at every scale that a camera sees, like gravel: what shrinking gets wrong shows here. */
async function gravel() {
  const layers = [2, 4, 8, 16, 32].map(async (grain) => {
    const [width, height] = [size.width / grain, size.height / grain];
    let state = grain;
    const data = Buffer.from({ length: Math.floor(width) * Math.floor(height) }).map(() => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return state >>> 24;
    });
    const raw = { width: Math.floor(width), height: Math.floor(height), channels: 1 } as const;
    const input = await sharp(data, { raw })
      .resize(size.width, size.height, { fit: 'fill' })
      .png({ compressionLevel: 0 })
      .toBuffer();
    return { input, blend: 'soft-light' as const };
  });
  const background = { r: 128, g: 120, b: 100 };
  const composite = await Promise.all(layers);
  const data = await sharp({ create: { ...size, channels: 3, background } })
    .composite(composite)
    .removeAlpha()
    .raw()
    .toBuffer();
  return sharp(data, { raw: { ...size, channels: 3 } });
}

const scene = gravel();
/** More than this nobody can tell apart. Decibels. */
const enough = 40;

async function render(bytes: Buffer, widths: readonly number[]): Promise<Buffer[]> {
  const opened = await openPicture(bytes, {
    ...defaultReadLimits,
    shrinkOnLoadSize: null,
    page: 1,
  });
  if (!opened.ok) throw new Error('It does not open.');
  const work = workFor(widths.map((width) => ({ width, format: 'png' })));
  const plans = work.outputs.map((output) => planOutput(output, opened.value.header));
  const rendered = await renderOutputs(opened.value, plans, {
    work,
    source: bytes,
    keepsSource: false,
  });
  if (!rendered.ok) throw new Error('It is not made.');
  return rendered.value.files.flatMap((file) => (file.ok ? [file.value.file] : []));
}

async function expectGood(bytes: Buffer, widths: readonly number[]): Promise<void> {
  const { data, info } = await sharp(bytes).raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  const made = await render(bytes, widths);
  for (const [at, width] of widths.entries()) {
    const best = await sharp(data, { raw }).resize(width).png().toBuffer();
    const careful = await sharp(bytes)
      .resize(width, null, { fastShrinkOnLoad: false })
      .png()
      .toBuffer();
    const [ours, theirs] = [
      await qualityOf(made[at] ?? careful, best),
      await qualityOf(careful, best),
    ];
    const shrink = size.width / width;
    const least = { psnr: Math.min(theirs.psnr, enough) - 0.3, ssim: theirs.ssim - 0.01 };
    expect(ours.psnr, `PSNR at ${shrink}`).toBeGreaterThanOrEqual(least.psnr);
    expect(ours.ssim, `SSIM at ${shrink}`).toBeGreaterThanOrEqual(least.ssim);
  }
}

/** Whole shares of the picture, so that all are laid over each other to the pixel. */
const shares = [3, 5, 9, 10, 12, 18].map((shrink) => size.width / shrink);

test.each([
  ['JPEG', 'jpeg', {}],
  ['progressive JPEG', 'jpeg', { progressive: true }],
  ['WebP', 'webp', { effort: 0 }],
] as const)(
  'a smaller %s is as good as one that was decoded with care',
  async (_, format, options) => {
    const bytes = await (
      await scene
    )
      .clone()
      .toFormat(format, { ...options, quality: 88 })
      .toBuffer();
    for (const share of shares) await expectGood(bytes, [share]);
  },
);

it('so are several from one decode', async () => {
  const bytes = await (await scene).clone().jpeg({ quality: 88 }).toBuffer();
  await expectGood(bytes, [480, 240, 144]);
});

it('a very large WebP is reduced while it is decoded, which takes less memory', () => {
  const header = { format: 'webp', hasAlpha: false, pages: 1 } as const;
  expect(
    shrinksFast({ ...header, width: 16_383, height: 16_383 }, 1, { width: 100, height: 100 }),
  ).toBe(true);
});
