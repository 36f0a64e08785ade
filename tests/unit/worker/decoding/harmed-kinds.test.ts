import { expect, test } from 'vitest';
import { failureCodes } from '../../../../src/shared/task/failure.ts';
import { encryptedPdf } from '../../../support/encrypted-pdf.ts';
import { formatFixture, refusalOf } from '../../../support/format-fixtures.ts';
import { harmed, numbersFrom } from '../../../support/mutations.ts';
import { writeOldJpegTiles } from '../../../support/old-jpeg-tiles.ts';
import { scannedPdf } from '../../../support/scanned-pdf.ts';
import { writeDng } from '../../../support/write-dng.ts';
import { writeExr } from '../../../support/write-exr.ts';
import { writePsd } from '../../../support/write-psd.ts';
import { writeRadiance } from '../../../support/write-radiance.ts';
import { writeTiff } from '../../../support/write-tiff.ts';

/** Give the printed one in the environment to see the same files again. */
const seed = Number(process.env['THUMBLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Of each kind; give more to look for longer. */
const filesPerKind = Number(process.env['THUMBLINE_FUZZ_FILES'] ?? 12);
const allowed: readonly (string | null)[] = [
  null,
  ...failureCodes.filter((code) => code !== 'internal'),
];

const size = { width: 32, height: 24 };
const pixel = (x: number, y: number) => [x * 8, y * 10, 99];
const four = (x: number, y: number) => [x, y, 3, 4];
const palette = Buffer.alloc(768, 9);

/** Those that no file in the fixtures is of. */
const kinds: Readonly<Record<string, () => Buffer | Promise<Buffer>>> = {
  'TIFF of floats': () =>
    writeTiff({
      ...size,
      pixel: () => [0.1, 0.5, 1],
      bits: 32,
      kind: 'float',
      predictor: 3,
      compression: 8,
    }),
  'TIFF in tiles of planes': () =>
    writeTiff({ ...size, pixel, bits: 12, tile: 16, isPlanar: true }),
  BigTIFF: () => writeTiff({ ...size, pixel, bits: 12, isBig: true, isBigEndian: true }),
  'TIFF with Zstandard': () => writeTiff({ ...size, pixel, compression: 50_000, predictor: 2 }),
  'TIFF in Lab with alpha': () => writeTiff({ ...size, pixel: four, photometric: 8, extras: [2] }),
  'TIFF with old JPEG': () => writeOldJpegTiles(formatFixture('card.png')),
  'RAW without a preview': () => writeDng({ ...size, light: (x, y) => (x * y) / 800 }),
  'encrypted PDF with a mask of MMR': async () =>
    encryptedPdf(await scannedPdf({ table: 'text', masks: '/SMask' })),
  'OpenEXR in runs': () =>
    writeExr({
      ...size,
      channels: ['A', 'B', 'G', 'R'],
      packing: 'rle',
      light: (x) => ({ A: 1, B: x >> 2, G: 0.5, R: 2 }),
    }),
  'OpenEXR with ZIP': () =>
    writeExr({ ...size, channels: ['Y'], packing: 'zip', light: (x) => ({ Y: x / 8 }) }),
  'Radiance in repeats': () =>
    writeRadiance({ ...size, packing: 'by-pixel', light: (x) => [x >> 2, 0.5, 0.1] }),
  'PSD of 16 bits': () =>
    writePsd({ ...size, mode: 3, depth: 16, pixel: four, hasTransparency: true }),
  'PSB in Lab': () =>
    writePsd({ ...size, mode: 9, pixel: four, hasTransparency: true, isLarge: true }),
  'PSD of 32 bits': () => writePsd({ ...size, mode: 3, depth: 32, pixel: () => [0.2, 0.4, 1] }),
  'PSD with a palette': () => writePsd({ ...size, mode: 2, pixel: (x) => [x], palette }),
};

test.each(Object.keys(kinds))(
  `a harmed %s is a picture or refused (THUMBLINE_SEED=${seed})`,
  async (kind) => {
    const whole = (await kinds[kind]?.()) ?? Buffer.alloc(0);
    const next = numbersFrom(seed);
    for (let count = 0; count < filesPerKind; count += 1) {
      const bytes = harmed(whole, next);
      const failure = await refusalOf(bytes);
      expect(allowed, bytes.toString('base64')).toContain(failure?.code ?? null);
    }
  },
);
