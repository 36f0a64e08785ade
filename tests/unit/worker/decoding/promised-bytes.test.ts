import * as fc from 'fast-check';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { expect, it, test } from 'vitest';
import { defaultReadLimits } from '../../../../src/shared/worker/messages.ts';
import { sizeOfHeif } from '../../../../src/worker/decoding/heif/heif-size.ts';
import { promisedBytes } from '../../../../src/worker/decoding/promised-bytes.ts';
import { unpackChunk } from '../../../../src/worker/decoding/tiff/unpack-chunk.ts';
import { decodeLayered } from '../../../../src/worker/decoding/zipped/decode-layered.ts';
import { sniff } from '../../../../src/worker/sniffing/sniff.ts';
import { tiffSaying } from '../../../fixtures/bombs.ts';
import { formatFixture, open, refusalOf } from '../../../support/format-fixtures.ts';
import { expectAlways } from '../../../support/property-loop.ts';
import { heifWithCodes } from '../../../support/tagged-pictures.ts';

const request = { ...defaultReadLimits, page: 1 };
const eager = [
  'heif',
  'jxl',
  'jpeg2000',
  'bmp',
  'psd',
  'tga',
  'qoi',
  'pnm',
  'xcf',
  'dds',
  'pcx',
  'sgi',
  'sun',
  'pict',
] as const;
const names = readdirSync(join(import.meta.dirname, '../../../fixtures/formats'));
const fixtures = names.flatMap((name) => {
  const bytes = formatFixture(name);
  const sniffed = sniff(bytes);
  const format = sniffed.kind === 'readable' ? eager.find((one) => one === sniffed.format) : null;
  return format ? [{ name, bytes, format }] : [];
});

test.each(eager)(
  'a picture in %s says how much it will take before it is decoded',
  async (format) => {
    const ofFormat = fixtures.filter((one) => one.format === format).slice(0, 3);
    expect(ofFormat.length).toBeGreaterThan(0);
    for (const { name, bytes } of ofFormat) {
      const opened = await open(bytes);
      if (!opened.ok) continue;
      // What is coded of a small HEIC is several times larger than what is shown.
      const coded = format === 'heif' ? sizeOfHeif(bytes) : null;
      const { width, height } = coded ?? opened.value.header;
      const bytesAPixel = promisedBytes(bytes, format, request) / (width * height);
      expect(bytesAPixel, name).toBeGreaterThanOrEqual(3);
      expect(bytesAPixel, name).toBeLessThan(100);
    }
  },
);

/** High dynamic range with alpha. */
const mostOfHeif = 44;

it('makes nothing of bytes that nobody vouches for', async () => {
  const pieces = fixtures.map(({ bytes, format }) => ({ bytes: bytes.subarray(0, 400), format }));
  const harmed = fc.tuple(
    fc.constantFrom(...pieces),
    fc.array(fc.tuple(fc.nat(399), fc.nat(255)), { maxLength: 6 }),
    fc.nat(400),
  );
  await expectAlways(
    fc.property(harmed, ([{ bytes, format }, places, length]) => {
      const copy = Buffer.from(bytes.subarray(0, length));
      for (const [at, value] of places) if (at < copy.length) copy[at] = value;
      const promised = promisedBytes(copy, format, request);
      expect(promised).toBeGreaterThanOrEqual(0);
      expect(promised).toBeLessThanOrEqual(
        defaultReadLimits.maxPixels * (format === 'heif' ? mostOfHeif : 24),
      );
      expect(Number.isSafeInteger(promised)).toBe(true);
    }),
  );
});

test.each([5, 32_773])(
  'a strip packed in way %i cannot ask for more than it may hold',
  async (compression) => {
    const layout = { compression, isReversed: false, samples: 3 };
    expect(await unpackChunk(new Uint8Array(100), 2 ** 45, layout)).toBeNull();
  },
);

test.each([
  ['rgb-rle.psd', 'psd', 8],
  ['rgb-16.psd', 'psd', 16],
  ['colour.ppm', 'pnm', 8],
  ['colour-16.ppm', 'pnm', 16],
  ['light.pfm', 'pnm', 24],
] as const)('%s of format %s takes %i bytes a pixel', (name, format, expected) => {
  const promised = promisedBytes(formatFixture(name), format, request);
  expect(promised / (32 * 24)).toBe(expected);
});

const heif = (name: string) => formatFixture(`${name}.heic`);

test.each([
  ['opaque', heif('card'), 13],
  ['with alpha', heif('alpha'), 24],
  ['in high dynamic range', heifWithCodes(heif('bits-10'), 9, 16), 26],
  ['in a wide gamut', heifWithCodes(heif('bits-10'), 12, 13), 13],
  ['in high dynamic range with alpha', heifWithCodes(heif('alpha'), 9, 18), 43],
])('a HEIC %s takes what was measured of its kind', (_, bytes, expected) => {
  const coded = sizeOfHeif(bytes) ?? { width: 0, height: 0 };
  expect(promisedBytes(bytes, 'heif', request) / (coded.width * coded.height)).toBe(expected);
});

test('a Photoshop document of 32 bits takes what its floats take, however large it is', () => {
  const psd = Buffer.from(formatFixture('rgb-16.psd'));
  psd.writeUInt16BE(32, 22);
  for (const at of [14, 18]) psd.writeUInt32BE(15_000, at);
  expect(promisedBytes(psd, 'psd', request)).toBe(15_000 ** 2 * 24);
});

test('a small TIFF in one tile of a megapixel, of many wide samples, says what that tile takes', () => {
  const [edge, samples, bits] = [1024, 100, 64];
  const tags = { 258: [1, bits], 277: [1, samples], 322: [1, edge], 323: [1, edge] } as const;
  const tiles = { 259: [1, 8], 324: [1, 300], 325: [1, 256], 339: [1, 3] } as const;
  const promised = promisedBytes(tiffSaying({ ...tags, ...tiles }), 'tiff', request);
  expect(promised).toBeGreaterThan((edge * edge * samples * bits) / 8);
});

/** A file of Krita whose archive says something else of the length of its merged picture. */
function layeredSaying(unpackedBytes: number): Buffer {
  const zip = Buffer.from(formatFixture('merged.kra'));
  const named = zip.lastIndexOf('mergedimage.png');
  zip.writeUInt32LE(unpackedBytes, named - 46 + 24);
  return zip;
}

test('a picture of layers says what unpacking its merged picture takes, unless it will be refused', async () => {
  expect(promisedBytes(formatFixture('merged.ora'), 'openraster', request)).toBe(400);
  expect(promisedBytes(layeredSaying(80_000_000), 'krita', request)).toBe(160_000_000);
  for (const tooLong of [499_000_000, 101_000_000].map(layeredSaying)) {
    expect(promisedBytes(tooLong, 'krita', request)).toBe(0);
    expect(await refusalOf(tooLong)).toMatchObject({ code: 'image-too-large' });
  }
  expect(await refusalOf(layeredSaying(20))).toMatchObject({ code: 'image-corrupt' });
});

test('a large picture of layers is read where it is not packed many times smaller', async () => {
  const name = Buffer.from('mergedimage.png');
  const picture = await sharp({ create: { width: 9, height: 7, channels: 3, background: 'red' } })
    .png()
    .toBuffer();
  // Readers of PNG do not look behind its end.
  const stored = Buffer.concat([picture, Buffer.alloc(101_000_000)]);
  const file = formatFixture('merged.kra');
  const kind = file.subarray(0, file.indexOf(name) - 30);
  const local = Buffer.alloc(30);
  const entry = Buffer.alloc(46);
  const end = Buffer.alloc(22);
  local.writeUInt32LE(0x04034b50, 0);
  entry.writeUInt32LE(0x02014b50, 0);
  end.writeUInt32LE(0x06054b50, 0);
  for (const at of [18, 22]) local.writeUInt32LE(stored.length, at);
  for (const at of [20, 24]) entry.writeUInt32LE(stored.length, at);
  local.writeUInt16LE(name.length, 26);
  entry.writeUInt16LE(name.length, 28);
  entry.writeUInt32LE(kind.length, 42);
  end.writeUInt16LE(1, 10);
  end.writeUInt32LE(kind.length + local.length + name.length + stored.length, 16);
  const zip = Buffer.concat([kind, local, name, stored, entry, name, end]);
  expect(promisedBytes(zip, 'krita', request)).toBe(2 * stored.length);
  const decoded = await decodeLayered(zip, { ...request, shrinkOnLoadSize: null });
  expect(decoded.ok && decoded.value.kind).toBe('encoded');
});
