import { randomBytes } from 'node:crypto';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { defaultReadLimits } from '../../../src/shared/worker/messages.ts';
import { openPicture } from '../../../src/worker/decoding/open-picture.ts';
import { planOutput } from '../../../src/worker/imaging/plan-output.ts';
import { makeOutputs } from '../../../src/worker/writing/make-outputs.ts';
import { open } from '../../support/format-fixtures.ts';
import { expectAlways } from '../../support/property-loop.ts';
import { scannedPdf } from '../../support/scanned-pdf.ts';
import { colourAt } from '../../support/similarity.ts';
import { workFor } from '../../support/work.ts';

const size = { width: 90, height: 60 };

/** Noise under an alpha of one value, as programs leave it that know no alpha. */
function noiseUnder(alpha: number): Promise<Buffer> {
  const data = randomBytes(size.width * size.height * 4).map((byte, at) =>
    at % 4 === 3 ? alpha : byte,
  );
  return sharp(data, { raw: { ...size, channels: 4 } })
    .tiff({ compression: 'deflate' })
    .toBuffer();
}

async function made(source: Buffer, page = 1) {
  const opened = await openPicture(source, {
    ...defaultReadLimits,
    shrinkOnLoadSize: null,
    page,
  });
  if (!opened.ok) throw new Error('It does not open.');
  const work = workFor([{ width: 45, format: 'png' }]);
  const plans = work.outputs.map((output) => planOutput(output, opened.value.header));
  const orders = plans.map((plan) => ({ ...plan, isWanted: true }));
  const result = await makeOutputs(opened.value, orders, {
    render: { work, source, keepsSource: false },
    desktopText: null,
  });
  if (!result.ok) throw new Error('It is not made.');
  return { notes: result.value.notes, file: result.value.files[0] ?? Buffer.alloc(0) };
}

test('a TIFF that comes out empty is drawn by the decoder that shows what it holds', async () => {
  const { notes, file } = await made(await noiseUnder(0));
  expect(notes).not.toContain('doubtful');
  const { isOpaque, channels } = await sharp(file).stats();
  expect(isOpaque).toBe(true);
  expect(channels[0]?.stdev).toBeGreaterThan(10);
});

test('one that shows something is left to the first', async () => {
  const { notes, file } = await made(await noiseUnder(200));
  expect(notes).not.toContain('doubtful');
  expect((await sharp(file).stats()).isOpaque).toBe(false);
});

const black = [0, 0, 0, 255];
const white = [255, 255, 255, 255];
const red = [255, 0, 0, 255];

/** With so much in its dictionary it is not mended in the file itself, as one is not that is encrypted. */
const hidden = `/Metadata (${'x'.repeat(5000)})`;

test.each([
  ['grey', {}, [black, white]],
  ['grey, the other way round', { image: '/ColorSpace /DeviceGray /Decode [1 0]' }, [white, black]],
  ['on a black ground', { startsBlack: true }, [black, white]],
  ['in a form', { isInForm: true }, [black, white]],
  ['a stencil', { image: '/ImageMask true', colour: '1 0 0 rg' }, [red, white]],
  [
    'a stencil, the other way round',
    { image: '/ImageMask true /Decode [1 0]', colour: '1 0 0 rg' },
    [white, red],
  ],
])(
  'a scan in JBIG2 (%s) is drawn where PDFium shows nothing',
  async (_kind, scan, [left, right]) => {
    const { image = '/ColorSpace /DeviceGray' } = { image: undefined, ...scan };
    const { notes, file } = await made(await scannedPdf({ ...scan, image: image + hidden }));
    expect(notes).not.toContain('doubtful');
    expect(await colourAt(file, 0.25, 0.5)).toEqual(left);
    expect(await colourAt(file, 0.75, 0.5)).toEqual(right);
  },
);

test('an empty page is not doubted for the scan on another', async () => {
  const { notes } = await made(await scannedPdf({ hasEmptyPage: true }), 2);
  expect(notes).not.toContain('doubtful');
});

/** A size before that, which may be billions of pixels, costs PDFium itself seconds. */
const sizesEnd = 57;

test('one whose JBIG2 is damaged costs nothing but itself', async () => {
  const scan = await scannedPdf();
  const start = scan.indexOf('stream\n', scan.indexOf('JBIG2Decode')) + 'stream\n'.length;
  const end = scan.indexOf('\nendstream', start);
  const harm = fc.tuple(fc.integer({ min: start + sizesEnd, max: end - 1 }), fc.nat(255));
  await expectAlways(
    fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 8 }), async (places) => {
      const copy = Buffer.from(scan);
      for (const [at, value] of places) copy[at] = value;
      const page = await open(copy);
      const other = page.ok ? await page.value.secondOpinion?.() : page;
      const refusal = other?.ok === false ? other.problem.failure.code : 'image-corrupt';
      expect(refusal).toBe('image-corrupt');
    }),
  );
  expect((await made(scan)).notes).not.toContain('doubtful');
});
