import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import { isSrgb } from '../../../../src/worker/imaging/keeping/is-srgb.ts';
import { strippedJpeg } from '../../../../src/worker/imaging/keeping/jpeg-segments.ts';
import { strippedPng } from '../../../../src/worker/imaging/keeping/png-chunks.ts';
import { strippedWebp } from '../../../../src/worker/imaging/keeping/webp-chunks.ts';
import { scene } from '../../../fixtures/scene.ts';

const strippers = { jpeg: strippedJpeg, png: strippedPng, webp: strippedWebp };
const formats = ['jpeg', 'png', 'webp'] as const;
const file = (format: (typeof formats)[number]) => scene(40, 30).toFormat(format).toBuffer();

function segment(kind: number, body: string): Buffer {
  const head = Buffer.from([0xff, kind, 0, 0]);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, Buffer.from(body, 'latin1')]);
}

function chunk(type: string, body: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const framed = Buffer.alloc(named.length + 8);
  framed.writeUInt32BE(body.length, 0);
  named.copy(framed, 4);
  framed.writeUInt32BE(crc32(named), named.length + 4);
  return framed;
}

const insert = (bytes: Buffer, at: number, more: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), more, bytes.subarray(at)]);

describe.each(formats)('a %s without its metadata', (format) => {
  it('drops what follows its end, such as the film of a moving photo', async () => {
    const plain = strippers[format](await file(format));
    const behind = Buffer.concat([await file(format), Buffer.from('GPS film')]);
    expect(plain?.length).toBeGreaterThan(0);
    expect(strippers[format](behind)).toEqual(plain);
  });

  it('is not made of a file that ends early, wherever that is', async () => {
    const whole = await file(format);
    for (let length = 0; length < whole.length - 2; length += 1) {
      expect(strippers[format](whole.subarray(0, length))).toBeNull();
    }
  });

  it('neither throws nor grows, whichever byte is harmed', async () => {
    const whole = await file(format);
    for (let at = 0; at < Math.min(whole.length, 700); at += 1) {
      const harmed = Buffer.from(whole);
      harmed[at] = (harmed[at] ?? 0) ^ 0xff;
      const stripped = strippers[format](harmed);
      expect(stripped === null || stripped.length <= whole.length + 1).toBe(true);
    }
  });
});

test.each([
  ['a comment and other segments of programs', segment(0xfe, 'me'), 'drop'],
  ['an extended preview', segment(0xe0, 'JFXX\0\x10me'), 'drop'],
  ['a camera maker’s segment', segment(0xe2, 'MPF\0me'), 'drop'],
  ['a second frame', segment(0xc0, '\x08\0\x1e\0\x28\x01\x01\x11\0'), 'refuse'],
  ['arithmetic coding', segment(0xcc, '\0\0'), 'refuse'],
  [
    'a preview in its first segment',
    segment(0xe0, 'JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01rgb'),
    'refuse',
  ],
] as const)('of a JPEG, %s', async (_, more, fate) => {
  const whole = await file('jpeg');
  const stripped = strippedJpeg(insert(whole, 2, more));
  expect(stripped).toEqual(fate === 'drop' ? strippedJpeg(whole) : null);
});

const gamma = (value: number) => {
  const body = Buffer.alloc(4);
  body.writeUInt32BE(value);
  return chunk('gAMA', body);
};

test.each([
  ['text', chunk('tEXt', Buffer.from('Author\0me')), 'drop'],
  ['the usual gamma', gamma(45_455), 'drop'],
  ['another gamma', gamma(100_000), 'refuse'],
  ['a film', chunk('acTL', Buffer.alloc(8)), 'refuse'],
  ['something critical and unknown', chunk('ABCD', Buffer.alloc(1)), 'refuse'],
  ['a second head', chunk('IHDR', Buffer.alloc(13)), 'refuse'],
] as const)('of a PNG, %s', async (_, more, fate) => {
  const whole = await file('png');
  const stripped = strippedPng(insert(whole, 33, more));
  expect(stripped).toEqual(fate === 'drop' ? strippedPng(whole) : null);
});

test('a profile is sRGB by what it does', async () => {
  const profileOf = async (name: string) => {
    const { icc } = await sharp(await scene(8, 8).withIccProfile(name).png().toBuffer()).metadata();
    return icc ?? Buffer.alloc(0);
  };
  expect(await isSrgb(await profileOf('srgb'))).toBe(true);
  expect(await isSrgb(await profileOf('p3'))).toBe(false);
  expect(await isSrgb(Buffer.alloc(200))).toBe(false);
});
