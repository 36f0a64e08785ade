import { expect, test } from 'vitest';
import { scene } from '../../../fixtures/scene.ts';
import { readZipEntry } from '../../../../src/worker/decoding/zipped/zip-entry.ts';
import { formatFixture, refusalOf } from '../../../support/format-fixtures.ts';

test.each([
  ['locked.pdf', 'password-needed', null],
  ['lzma.tif', 'decoder-missing', 'a TIFF picture that is packed with LZMA'],
])('%s is refused in plain words', async (name, code, subject) => {
  expect(await refusalOf(formatFixture(name))).toEqual({ code, subject });
});

/** A JPEG whose frame says something else of itself. */
async function jpegSaying(change: (frame: Buffer) => void): Promise<Buffer> {
  const jpeg = await scene(16, 16).jpeg().toBuffer();
  const at = jpeg.indexOf('ffc0', 0, 'hex');
  change(jpeg.subarray(at, at + 2 + jpeg.readUInt16BE(at + 2)));
  return jpeg;
}

test.each<[string, (frame: Buffer) => void]>([
  ['a lossless JPEG', (frame) => (frame[1] = 0xc3)],
  ['a hierarchical JPEG', (frame) => (frame[1] = 0xc5)],
  ['a JPEG-LS picture', (frame) => (frame[1] = 0xf7)],
  ['a JPEG with 12 bits a colour', (frame) => (frame[4] = 12)],
  ['a JPEG with 16 bits a colour', (frame) => (frame[4] = 16)],
])('%s is not called damaged', async (subject, change) => {
  expect(await refusalOf(await jpegSaying(change))).toEqual({ code: 'decoder-missing', subject });
});

test('a JPEG that is only damaged is called that', async () => {
  const jpeg = await jpegSaying((frame) => (frame[9] = 9));
  expect(await refusalOf(jpeg)).toMatchObject({ code: 'image-corrupt' });
});

test.each([
  ['<rect width="9" height="9"/>', 'decoder-missing', 'an SVG drawing without a size'],
  ['<rect>', 'image-corrupt', null],
])('an SVG of no size with %s in it is refused as %s', async (content, code, subject) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="0" height="9">${content}</svg>`;
  expect(await refusalOf(Buffer.from(svg))).toEqual({ code, subject });
});

test('a HEIF whose pixels are coded in another way says in which', async () => {
  const heic = Buffer.from(formatFixture('card.heic'));
  for (const [from, to] of [
    ['hvcC', 'avcC'],
    ['hvc1', 'avc1'],
  ] as const) {
    for (let at = heic.indexOf(from); at >= 0; at = heic.indexOf(from, at))
      heic.write(to, at, 'latin1');
  }
  const subject = 'a HEIF picture coded as AVC (H.264)';
  expect(await refusalOf(heic)).toEqual({ code: 'decoder-missing', subject });
});

test('a texture that says how it is packed in the way of DirectX 10 is refused by name', async () => {
  const dds = Buffer.from(formatFixture('dxt5.dds'));
  dds.write('DX10', 84, 'latin1');
  const subject = 'a DDS texture of DirectX 10';
  expect(await refusalOf(dds)).toEqual({ code: 'decoder-missing', subject });
});

test('a picture of layers without a merged one is refused by name', async () => {
  const zip = Buffer.from(formatFixture('merged.kra'));
  for (let at = zip.indexOf('mergedimage'); at >= 0; at = zip.indexOf('mergedimage'))
    zip.write('otherimages', at, 'latin1');
  const subject = 'a layered picture without a merged one';
  expect(await refusalOf(zip)).toEqual({ code: 'decoder-missing', subject });
});

test('a picture of layers cannot unpack to more than it may hold', () => {
  const zip = formatFixture('merged.kra');
  expect(readZipEntry(zip, 'mergedimage.png', () => 20)).toEqual({
    ok: false,
    problem: { code: 'image-too-large', subject: null },
  });
});

test('a picture of layers that has a drawing for its merged picture is refused', async () => {
  const zip = Buffer.from(formatFixture('merged.kra'));
  const named = zip.lastIndexOf('mergedimage.png');
  const svg = Buffer.from('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>');
  const start = zip.readUInt32LE(named - 4) + 30 + 'mergedimage.png'.length;
  svg.copy(zip, start);
  zip.writeUInt16LE(0, named - 36);
  for (const at of [20, 24]) zip.writeUInt32LE(svg.length, named - 46 + at);
  expect(await refusalOf(zip)).toMatchObject({ code: 'image-corrupt' });
});

test('a JPEG XL of four inks is refused by name', async () => {
  // Bits from the lowest on: 32 × 32, one channel more than usual, which is black.
  const bits = [
    '1',
    '11000',
    '100',
    '0',
    '0',
    '000',
    '1',
    '10',
    '0',
    '010100',
    '000',
    '00',
    '00',
  ].join('');
  const bytes = Array.from({ length: Math.ceil(bits.length / 8) }, (_, at) =>
    Number.parseInt(
      bits
        .slice(at * 8, at * 8 + 8)
        .split('')
        .toReversed()
        .join(''),
      2,
    ),
  );
  expect(await refusalOf(Buffer.from([0xff, 0x0a, ...bytes, ...Array(40).fill(0)]))).toEqual({
    code: 'decoder-missing',
    subject: 'a JPEG XL picture in CMYK',
  });
});

test('a Photoshop document without a merged picture is refused', async () => {
  const psd = Buffer.from(formatFixture('rgb-raw.psd'));
  const resources = Buffer.from('3842494d0421000000000005000000010000', 'hex');
  const length = psd.readUInt32BE(30);
  const without = Buffer.concat([psd.subarray(0, 34), resources, psd.subarray(34 + length)]);
  without.writeUInt32BE(resources.length, 30);
  expect(await refusalOf(without)).toEqual({
    code: 'decoder-missing',
    subject: 'a Photoshop document without a merged picture',
  });
});

test.each([
  'bits-24.bmp',
  'rle-8.bmp',
  'three.ico',
  'runs.icns',
  'rgb-rle.psd',
  'top-down-rle.tga',
  'colour.ppm',
  'colour.qoi',
  'card.heic',
  'lossless.jxl',
  'colour.jp2',
  'alpha.jp2',
  'card.pdf',
  'lab-8.tif',
  'card.pcx',
  'alpha.sgi',
  'card.ras',
  'card.pict',
  'dxt5.dds',
  'light.pfm',
  'merged.kra',
  'layers.xcf',
])('%s is too large when its size is beyond the limit', async (name) => {
  const failure = await refusalOf(formatFixture(name), { maxPixels: 200 });
  expect(failure?.code).toBe('image-too-large');
});

/** Where each header holds its width, or a part of it that makes it enormous. */
test.each([
  ['bits-24.bmp', 20],
  ['rgb-rle.psd', 18],
  ['colour.qoi', 4],
  ['colour.jp2', 85 + 8],
  ['dxt5.dds', 15],
  ['card.ras', 4],
])('%s that claims to be enormous takes no memory', async (name, offset) => {
  const bytes = Buffer.from(formatFixture(name));
  bytes[offset] = 0x7f;
  expect(await refusalOf(bytes)).toMatchObject({ code: 'image-too-large' });
});

test.each([
  ['bits-24.bmp', 'image-truncated'],
  ['rle-8.bmp', 'image-truncated'],
  ['rgb-rle.psd', 'image-truncated'],
  ['rgb-raw.psd', 'image-truncated'],
  ['top-down.tga', 'image-truncated'],
  ['colour.ppm', 'image-truncated'],
  ['colour-text.ppm', 'image-truncated'],
  ['alpha.pam', 'image-truncated'],
  ['colour.qoi', 'image-truncated'],
  ['card.heic', 'image-truncated'],
  ['lossless.jxl', 'image-truncated'],
  ['colour.jp2', 'image-truncated'],
  ['lossless.j2k', 'image-truncated'],
  ['large.icns', 'image-truncated'],
  ['card.pcx', 'image-truncated'],
  ['alpha.sgi', 'image-truncated'],
  ['card.ras', 'image-truncated'],
  ['dxt5.dds', 'image-truncated'],
  ['light.pfm', 'image-truncated'],
  ['merged.kra', 'image-truncated'],
  ['layers.xcf', 'image-truncated'],
])('%s that ends in the middle is refused as %s', async (name, code) => {
  const bytes = formatFixture(name);
  const half = bytes.subarray(0, Math.floor(bytes.length * 0.6));
  expect(await refusalOf(half)).toMatchObject({ code });
});

test('an SGI picture that lacks a part of one row is cut', async () => {
  const bytes = formatFixture('alpha.sgi');
  expect(bytes[2]).toBe(1);
  const ends = Array.from({ length: 24 * 4 }, (_, row) => 512 + row * 4).map(
    (at) => bytes.readUInt32BE(at) + bytes.readUInt32BE(at + 24 * 4 * 4),
  );
  const whole = Math.max(...ends);
  expect(await refusalOf(bytes.subarray(0, whole))).toBeNull();
  const cut = bytes.subarray(0, whole - 2);
  expect(await refusalOf(cut)).toMatchObject({ code: 'image-truncated' });
});
