import sharp from 'sharp';
import { expect, test } from 'vitest';
import { height, pixelAt, width } from '../../../../scripts/decoder-fixtures/formula.js';
import { decodeTiff } from '../../../../src/worker/decoding/tiff/decode-tiff.ts';
import { tag } from '../../../../src/worker/decoding/tiff/tiff-directory.ts';
import { asPng, formatFixture, opened, refusalOf } from '../../../support/format-fixtures.ts';
import { writeOldJpegTiles } from '../../../support/old-jpeg-tiles.ts';
import { difference } from '../../../support/similarity.ts';
import {
  assembleTiff,
  long,
  short,
  type TiffShape,
  writeTiff,
} from '../../../support/write-tiff.ts';

type Formula = (x: number, y: number) => readonly number[];

const rgb: Formula = (x, y) => pixelAt(x, y).slice(0, 3);
const size = { width, height };
const tiffOf = (pixel: Formula, more: Partial<TiffShape> = {}) =>
  writeTiff({ ...size, pixel, ...more });
const times = (formula: Formula, scale: number): Formula => {
  return (x, y) => formula(x, y).map((value) => Math.round(value * scale));
};
/** 0 to 1. */
const parts = (formula: Formula): Formula => {
  return (x, y) => formula(x, y).map((value) => value / 255);
};
/** sRGB (IEC 61966-2-1) to light, 0 to 1. */
const light: Formula = (x, y) =>
  parts(rgb)(x, y).map((value) =>
    value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4,
  );

/** How far the drawn picture is at most from a formula, in 255ths. */
async function furthest(tiff: Buffer, formula: Formula): Promise<number> {
  const png = await asPng(await opened(tiff));
  const { data, info } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  expect(info).toMatchObject({ ...size, channels: formula(0, 0).length });
  return Math.max(
    ...Array.from(data, (value, at) => {
      const pixel = Math.floor(at / info.channels);
      const meant = formula(pixel % width, Math.floor(pixel / width))[at % info.channels] ?? 0;
      return Math.abs(value - meant);
    }),
  );
}

test.each([2, 3, 4, 5, 6, 10, 12, 14, 24, 32])('%i bits of red, green and blue', async (bits) => {
  const tiff = tiffOf(times(rgb, (2 ** bits - 1) / 255), { bits });
  expect(await furthest(tiff, rgb)).toBeLessThanOrEqual(Math.ceil(127.5 / (2 ** bits - 1)));
});

test.each([
  ['big-endian', { isBigEndian: true }],
  ['in planes', { isPlanar: true }],
  ['in tiles', { tile: 16 }],
  ['in tiles of planes', { tile: 16, isPlanar: true }],
  ['of a BigTIFF', { isBig: true }],
  ['packed', { compression: 8 }],
] as const)('12 bits %s', async (_, more) => {
  const tiff = tiffOf(times(rgb, 4095 / 255), { bits: 12, ...more });
  expect(await furthest(tiff, rgb)).toBeLessThanOrEqual(1);
});

test.each([8, 16])('signed numbers of %i bits', async (bits) => {
  const signed: Formula = (x, y) =>
    times(rgb, (2 ** bits - 1) / 255)(x, y).map((value) => value - 2 ** (bits - 1));
  expect(await furthest(tiffOf(signed, { bits, kind: 'signed' }), rgb)).toBeLessThanOrEqual(1);
});

test.each<[string, Partial<TiffShape>]>([
  ['16 bits', { bits: 16 }],
  ['24 bits', { bits: 24 }],
  ['32 bits', { bits: 32 }],
  ['64 bits', { bits: 64 }],
  ['32 bits big-endian', { bits: 32, isBigEndian: true }],
  ['16 bits by differences', { bits: 16, predictor: 3, compression: 8 }],
  ['32 bits by differences', { bits: 32, predictor: 3, compression: 8 }],
  ['64 bits by whole differences', { bits: 64, predictor: 2, compression: 8 }],
])('floating point of %s is light where no profile says otherwise', async (_, more) => {
  const tiff = tiffOf(light, { kind: 'float', ...more });
  expect(await furthest(tiff, rgb)).toBeLessThanOrEqual(1);
});

test('measurements are shown from the lowest to the highest', async () => {
  const heights: Formula = (x, y) => [500 + x * 40 + y];
  const png = await asPng(
    await opened(tiffOf(heights, { bits: 32, kind: 'float', photometric: 1 })),
  );
  const { channels } = await sharp(png).stats();
  expect(channels[0]?.max).toBe(255);
  expect(channels[0]?.stdev).toBeGreaterThan(30);
});

const whole = { maxPixels: 1e6, shrinkOnLoadSize: null, page: 1 };

async function rasterOf(tiff: Buffer) {
  const decoded = await decodeTiff(tiff, whole);
  if (!decoded.ok || decoded.value.kind !== 'raster') throw new Error('no raster');
  return decoded.value;
}

test('inks of floating point stay inks', async () => {
  const raster = await rasterOf(
    tiffOf(parts(pixelAt), { bits: 32, kind: 'float', photometric: 5 }),
  );
  expect(raster).toMatchObject({ colours: 'cmyk', hasAlpha: false });
  expect([...raster.data.subarray(40, 44)]).toEqual(pixelAt(10, 0).map((value) => value * 257));
});

test.each([
  ['8 bits', { photometric: 8 }, 0],
  ['16 bits', { photometric: 8, bits: 16 }, 0],
  ['8 bits, as ICC counts', { photometric: 9 }, 128],
] as const)('Lab of %s with alpha', async (_, more, middle) => {
  const scale = 'bits' in more ? 257 : 1;
  const lab: Formula = (x, y) => {
    const [l = 0, a = 0, b = 0, alpha = 0] = pixelAt(x, y);
    const signed = (value: number) => (scale === 1 ? value - 128 + middle : (value - 128) * 256);
    return [l * scale, signed(a), signed(b), alpha * scale];
  };
  const raster = await rasterOf(tiffOf(lab, { ...more, extras: [2] }));
  const [l = 0, a = 0, b = 0, alpha = 0] = pixelAt(5, 7);
  expect(raster).toMatchObject({ colours: 'lab', hasAlpha: true });
  const at = (7 * width + 5) * 4;
  expect([...raster.data.subarray(at, at + 4)]).toEqual([
    l * 257,
    ((a - 128) * 256) & 0xffff,
    ((b - 128) * 256) & 0xffff,
    alpha * 257,
  ]);
});

test.each([
  ['8 bits', {}, 2],
  ['16 bits', { bits: 16 }, 1],
  ['8 bits in planes', { isPlanar: true }, 2],
] as const)('colours multiplied with alpha, %s, come straight', async (_, more, most) => {
  const scale = 'bits' in more ? 257 : 1;
  const multiplied: Formula = (x, y) => {
    const [red = 0, green = 0, blue = 0, alpha = 0] = pixelAt(x, y);
    const times = (value: number) => Math.round((value * alpha * scale) / 255);
    return [times(red), times(green), times(blue), alpha * scale];
  };
  expect(await furthest(tiffOf(multiplied, { ...more, extras: [1] }), pixelAt)).toBeLessThanOrEqual(
    most,
  );
});

test('light multiplied with alpha comes straight', async () => {
  const multiplied: Formula = (x, y) => {
    const alpha = (pixelAt(x, y)[3] ?? 0) / 255;
    return [...light(x, y).map((value) => value * alpha), alpha];
  };
  const tiff = tiffOf(multiplied, { bits: 32, kind: 'float', extras: [1] });
  expect(await furthest(tiff, pixelAt)).toBeLessThanOrEqual(1);
});

test.each<[string, Partial<TiffShape>, number]>([
  ['Lab of 8 bits', { photometric: 8 }, 255],
  ['Lab of 16 bits', { photometric: 8, bits: 16 }, 0xffff],
  ['inks of 8 bits', { photometric: 5 }, 255],
  ['inks of 16 bits', { photometric: 5, bits: 16 }, 0xffff],
])('%s are as transparent as they say', async (_, more, top) => {
  const colours = more.photometric === 5 ? 4 : 3;
  const alphaAt = (x: number) => Math.round((x / (width - 1)) * 255);
  const half: Formula = (x) => [
    Math.round(top / 2),
    ...Array.from({ length: colours - 1 }, () => 0),
    Math.round((alphaAt(x) * top) / 255),
  ];
  const png = await asPng(await opened(tiffOf(half, { ...more, extras: [2] })));
  const { data } = await sharp(png).raw().toBuffer({ resolveWithObject: true });
  const alphas = Array.from({ length: width }, (_, x) => data[x * 4 + 3]);
  expect(alphas).toEqual(Array.from({ length: width }, (_, x) => alphaAt(x)));
});

/** By the factors of ITU-R BT.601. */
const exactYcc: Formula = (x, y) => {
  const [red = 0, green = 0, blue = 0] = rgb(x, y);
  const luma = 0.299 * red + 0.587 * green + 0.114 * blue;
  return [luma, 128 + (blue - luma) / 1.772, 128 + (red - luma) / 1.402];
};
const ycc: Formula = (x, y) => exactYcc(x, y).map((value) => Math.min(255, Math.round(value)));

/** As video has them. */
const narrow = { reference: [16, 235, 128, 240, 128, 240] };
const narrowYcc: Formula = (x, y) =>
  exactYcc(x, y).map((value, at) =>
    Math.round(at === 0 ? 16 + (value * 219) / 255 : 128 + ((value - 128) * 112) / 127),
  );

test.each<[string, { stored: Formula; meant: Formula; more?: Partial<TiffShape> }]>([
  ['of a narrow range', { stored: narrowYcc, meant: rgb, more: narrow }],
  [
    'of a narrow range in a BigTIFF',
    { stored: narrowYcc, meant: rgb, more: { ...narrow, isBig: true } },
  ],
  ['8 bits', { stored: ycc, meant: rgb }],
  ['16 bits', { stored: times(ycc, 257), meant: rgb, more: { bits: 16 } }],
  [
    '8 bits with alpha',
    {
      stored: (x, y) => [...ycc(x, y), pixelAt(x, y)[3] ?? 0],
      meant: pixelAt,
      more: { extras: [2] },
    },
  ],
])('YCbCr that is not packed as a JPEG, %s', async (_, { stored, meant, more }) => {
  const tiff = tiffOf(stored, { photometric: 6, subsampling: [1, 1], ...more });
  expect(await furthest(tiff, meant)).toBeLessThanOrEqual(2);
});

test('grey with alpha in planes', async () => {
  const grey: Formula = (x, y) => [pixelAt(x, y)[0] ?? 0, pixelAt(x, y)[3] ?? 0];
  const drawn: Formula = (x, y) => [...Array(3).fill(pixelAt(x, y)[0]), pixelAt(x, y)[3] ?? 0];
  const tiff = tiffOf(grey, { photometric: 1, isPlanar: true, extras: [2] });
  expect(await furthest(tiff, drawn)).toBe(0);
});

test('a channel of which the file says nothing is no alpha', async () => {
  expect(await furthest(tiffOf(pixelAt, { extras: [0] }), rgb)).toBe(0);
  const five: Formula = (x, y) => [...rgb(x, y), 7, pixelAt(x, y)[3] ?? 0];
  expect(await furthest(tiffOf(five, { extras: [0, 2] }), pixelAt)).toBe(0);
});

test.each([
  ['by numbers', {}],
  ['by differences', { predictor: 2 }],
] as const)('Zstandard inside, %s', async (_, more) => {
  expect(await furthest(tiffOf(rgb, { compression: 50_000, ...more }), rgb)).toBe(0);
});

/** With predictor 2 in its directory, whatever is stored. */
function claimingDifferences(tiff: Buffer): Buffer {
  const at = tiff.indexOf(Buffer.from([0x3d, 1, 3, 0, 1, 0, 0, 0, 1, 0]));
  expect(at).toBeGreaterThan(0);
  tiff.writeUInt16LE(2, at + 8);
  return tiff;
}

test('a predictor counts only for packings that have one', async () => {
  const tiff = claimingDifferences(tiffOf(times(rgb, 257), { bits: 16, isPlanar: true }));
  const { data } = await rasterOf(tiff);
  expect([...data.subarray(30, 33)]).toEqual(times(rgb, 257)(10, 0));
});

test('differences of 24 bits are refused', async () => {
  const tiff = claimingDifferences(tiffOf(times(rgb, 65_793), { bits: 24, compression: 8 }));
  expect(await decodeTiff(tiff, whole)).toMatchObject({ problem: { code: 'image-corrupt' } });
});

test.each([
  ['opaque RGBA', 4, 3],
  ['RGB, stored with opacity', 3, 4],
] as const)('WebP inside of %s', async (_, samples, channels) => {
  // Opaque, WebP leaves the opacity out.
  const pixels = Array.from({ length: width * height }, (_, at) => {
    const [x, y] = [at % width, Math.floor(at / width)];
    return channels === 4 ? [...rgb(x, y), at % 256] : rgb(x, y);
  });
  const chunk = await sharp(Buffer.from(pixels.flat()), { raw: { ...size, channels } })
    .webp({ lossless: true, exact: true })
    .toBuffer();
  const tiff = assembleTiff({ chunks: [chunk], offsetsTag: 273 }, () => [
    [256, long, [width]],
    [257, long, [height]],
    [258, short, Array.from({ length: samples }, () => 8)],
    [259, short, [50_001]],
    [262, short, [2]],
    [277, short, [samples]],
    [279, long, [chunk.length]],
  ]);
  expect(await furthest(tiff, rgb)).toBe(0);
});

test('a palette that is packed with Zstandard', async () => {
  const map = [0, 1, 2].flatMap((channel) =>
    Array.from({ length: 256 }, (_, at) => ((at * (channel + 1)) % 256) * 257),
  );
  const indexed: Formula = (x, y) => [x + y * 8];
  const meant: Formula = (x, y) => [1, 2, 3].map((factor) => ((x + y * 8) * factor) % 256);
  const tiff = tiffOf(indexed, { photometric: 3, compression: 50_000, map });
  expect(await furthest(tiff, meant)).toBe(0);
});

test('a turned one comes upright', async () => {
  const picture = await opened(tiffOf(times(rgb, 4095 / 255), { bits: 12, orientation: 6 }));
  expect(picture.header).toMatchObject({ width: height, height: width });
  const { data, info } = await picture
    .pipeline({ width: 1, height: 1 }, 'strict')
    .raw()
    .toBuffer({ resolveWithObject: true });
  expect([info.width, info.height]).toEqual([height, width]);
  // The lower left corner comes to the upper left.
  expect([...data.subarray(0, 3)]).toEqual([...rgb(0, height - 1)]);
});

test.each(['none', 'lzw', 'deflate', 'packbits'] as const)(
  'what libtiff packs with %s is unpacked without loss',
  async (compression) => {
    const samples = Buffer.from(
      Array.from({ length: 200 * 150 * 3 }, (_, at) => (at >> 4) ^ (Math.imul(at, 40_503) >>> 13)),
    );
    const raw = { width: 200, height: 150, channels: 3 } as const;
    for (const predictor of ['none', 'horizontal'] as const) {
      const options = {
        compression,
        predictor,
        tile: true,
        tileWidth: 64,
        tileHeight: 64,
      } as const;
      const tiff = await sharp(samples, { raw }).tiff(options).toBuffer();
      expect(Buffer.from((await rasterOf(tiff)).data).equals(samples)).toBe(true);
    }
  },
);

test.each([
  [34_925, 'LZMA'],
  [34_887, 'LERC'],
  [34_712, 'JPEG 2000'],
])('what is packed in way %i is refused by its name', async (compression, name) => {
  expect(await refusalOf(tiffOf(rgb, { compression }))).toEqual({
    code: 'decoder-missing',
    subject: `a TIFF picture that is packed with ${name}`,
  });
});

test.each<[string, Formula, Partial<TiffShape>]>([
  ['that is packed in an unusual way', rgb, { compression: 65_000 }],
  ['with fewer than four inks', rgb, { photometric: 5 }],
  ['in unusual colours', (x, y) => [x + y], { photometric: 8 }],
  ['in unusual colours', rgb, { photometric: 99 }],
])('a picture %s is refused by its kind, and not called damaged', async (kind, pixel, more) => {
  expect(await refusalOf(tiffOf(pixel, more))).toEqual({
    code: 'decoder-missing',
    subject: `a TIFF picture ${kind}`,
  });
});

test('the tiles of one with old JPEG are put together', async () => {
  const card = formatFixture('card.png');
  const png = await asPng(await opened(await writeOldJpegTiles(card)));
  expect(await difference(png, card)).toBeLessThan(0.01);
});

test('one with old JPEG is upright, whether it is a whole one or bare scans', async () => {
  const turned = 6;
  const whole = Buffer.from(formatFixture('old-jpeg.tif'));
  // The number of rows in a strip, one LONG.
  const entry = whole.indexOf(Buffer.from([tag.rowsPerStrip & 0xff, 1, 4, 0, 1, 0, 0, 0]));
  whole.writeUInt16LE(tag.orientation, entry);
  whole.writeUInt32LE(turned, entry + 8);
  const card = await sharp(formatFixture('card.png')).rotate(90).png().toBuffer();
  for (const file of [
    Buffer.from(whole),
    await writeOldJpegTiles(formatFixture('card.png'), turned),
  ]) {
    const picture = await opened(file);
    expect(picture.header).toMatchObject({ width: 24, height: 32 });
    expect(await difference(await asPng(picture), card)).toBeLessThan(0.05);
  }
});

test('strips that are not there, or unpack to less, are damage', async () => {
  const tiff = tiffOf(times(rgb, 4095 / 255), { bits: 12, compression: 8 });
  expect(await refusalOf(tiff.subarray(0, 400))).not.toBeNull();
  const short = tiffOf(rgb, { bits: 12, compression: 8 });
  short.fill(0, 20, 60);
  expect(await refusalOf(short)).toMatchObject({ code: 'image-corrupt' });
});

test('a tile that claims to be enormous takes no memory', async () => {
  const tiff = tiffOf(times(rgb, 4095 / 255), { bits: 12, tile: 16 });
  const at = tiff.indexOf(Buffer.from([0x42, 1, 4, 0, 1, 0, 0, 0]));
  expect(at).toBeGreaterThan(0);
  tiff.writeUInt32LE(0x7fffff, at + 8);
  tiff.writeUInt32LE(0x7fffff, at + 20);
  expect(await refusalOf(tiff)).toMatchObject({ code: 'image-corrupt' });
});

test.each([false, true])(
  'more samples a pixel than any program writes are damage',
  async (isPlanar) => {
    const samples = (count: number) => () => Array.from({ length: count }, () => 7);
    const dot = { width: 1, height: 1, isPlanar, extras: [0] };
    expect(await refusalOf(writeTiff({ ...dot, pixel: samples(100) }))).toBeNull();
    const many = await refusalOf(writeTiff({ ...dot, pixel: samples(101) }));
    expect(many).toMatchObject({ code: 'image-corrupt' });
  },
);
