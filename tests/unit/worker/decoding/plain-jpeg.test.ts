import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { readPlainJpeg } from '../../../../src/worker/decoding/sharp/plain-jpeg.ts';

const scene = () =>
  sharp({ create: { width: 60, height: 40, channels: 3, background: '#3a7d8c' } });

/** What both must agree on. */
async function asLibvips(bytes: Buffer) {
  const { width, height, autoOrient, channels, space, depth, isProgressive, hasAlpha } =
    await sharp(bytes).metadata();
  return { width, height, autoOrient, channels, space, depth, isProgressive, hasAlpha };
}

const orientations = [1, 2, 3, 4, 5, 6, 7, 8] as const;

describe('the header of a JPEG, read without libvips, says the same as libvips', () => {
  it.each(orientations)('turned by EXIF %i', async (orientation) => {
    const bytes = await scene().withMetadata({ orientation }).jpeg().toBuffer();
    expect(readPlainJpeg(bytes)).toMatchObject(await asLibvips(bytes));
  });

  it('in grey', async () => {
    const bytes = await scene().greyscale().toColourspace('b-w').jpeg().toBuffer();
    expect(readPlainJpeg(bytes)).toMatchObject(await asLibvips(bytes));
  });

  it('with an ICC profile', async () => {
    const bytes = await scene().withIccProfile('p3').jpeg().toBuffer();
    expect(readPlainJpeg(bytes)).toMatchObject(await asLibvips(bytes));
  });
});

/** The same file with a segment behind its beginning. */
function withSegment(bytes: Buffer, marker: number, content: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([bytes.subarray(0, 2), head, content, bytes.subarray(2)]);
}

function exifWith(orientations: readonly number[], { type = 3, count = 1 } = {}): Buffer {
  const block = Buffer.alloc(10 + orientations.length * 12 + 4);
  block.write('II*\0', 'latin1');
  block.writeUInt32LE(8, 4);
  block.writeUInt16LE(orientations.length, 8);
  for (const [index, value] of orientations.entries()) {
    const at = 10 + index * 12;
    block.writeUInt16LE(0x0112, at);
    block.writeUInt16LE(type, at + 2);
    block.writeUInt32LE(count, at + 4);
    block.writeUInt16LE(value, at + 8);
  }
  return Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), block]);
}

describe('whatever is out of the ordinary is left to libvips', () => {
  const unusual: Readonly<Record<string, (plain: Buffer) => Buffer | Promise<Buffer>>> = {
    'a progressive one': () => scene().jpeg({ progressive: true }).toBuffer(),
    'one in CMYK': () => scene().toColourspace('cmyk').jpeg().toBuffer(),
    'two EXIF': (plain) =>
      withSegment(withSegment(plain, 0xe1, exifWith([6])), 0xe1, exifWith([6])),
    'two orientations': (plain) => withSegment(plain, 0xe1, exifWith([6, 1])),
    'an orientation of 9': (plain) => withSegment(plain, 0xe1, exifWith([9])),
    'an orientation of another type': (plain) =>
      withSegment(plain, 0xe1, exifWith([6], { type: 4 })),
    'several values': (plain) => withSegment(plain, 0xe1, exifWith([6], { count: 2 })),
    'EXIF that is none': (plain) => withSegment(plain, 0xe1, Buffer.from('Exif\0\0nothing')),
    'Adobe’s own colours': (plain) => withSegment(plain, 0xee, Buffer.from('Adobe\0\0\0\0\0\0\0')),
    'one that ends in its header': (plain) => plain.subarray(0, 100),
    'one that ends in its pixels': (plain) => plain.subarray(0, -2),
    'nothing at all': () => Buffer.alloc(0),
  };

  it.each(Object.keys(unusual))('%s', async (kind) => {
    const plain = await scene().jpeg().toBuffer();
    expect(readPlainJpeg(plain)).not.toBeNull();
    expect(readPlainJpeg((await unusual[kind]?.(plain)) ?? plain)).toBeNull();
  });
});
