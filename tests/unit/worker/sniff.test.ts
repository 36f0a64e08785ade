import { gzipSync } from 'node:zlib';
import * as fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { isIconFormat, writableFormats } from '../../../src/shared/formats/formats.ts';
import { sniff } from '../../../src/worker/sniffing/sniff.ts';
import { formatFixture } from '../../support/format-fixtures.ts';
import { expectAlways } from '../../support/property-loop.ts';

/** A TIFF of one directory with these tags, each a short. */
function tiff(isLittle: boolean, tags: Readonly<Record<number, number>>): Buffer {
  const entries = Object.entries(tags);
  const bytes = Buffer.alloc(14 + entries.length * 12);
  bytes.write(isLittle ? 'II' : 'MM');
  const short = (value: number, at: number) =>
    isLittle ? bytes.writeUInt16LE(value, at) : bytes.writeUInt16BE(value, at);
  const long = (value: number, at: number) =>
    isLittle ? bytes.writeUInt32LE(value, at) : bytes.writeUInt32BE(value, at);
  short(42, 2);
  long(8, 4);
  short(entries.length, 8);
  for (const [index, [tag, value]] of entries.entries()) {
    const at = 10 + index * 12;
    short(Number(tag), at);
    short(3, at + 2);
    long(1, at + 4);
    short(value, at + 8);
  }
  return bytes;
}

const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="4"/>';
const ftyp = (brands: string) =>
  Buffer.concat([Buffer.from([0, 0, 0, 8 + brands.length]), Buffer.from(`ftyp${brands}`)]);

describe('the kind of a file', () => {
  it.each(writableFormats.filter((format) => !isIconFormat(format)))(
    'is known when it was written as %s',
    async (format) => {
      const create = { width: 8, height: 8, channels: 3 as const, background: '#123456' };
      const bytes = await sharp({ create }).toFormat(format).toBuffer();
      expect(sniff(bytes)).toEqual({ kind: 'readable', format });
    },
  );

  it.each([
    ['plain', Buffer.from(svg)],
    ['with a byte order mark', Buffer.from(`\uFEFF${svg}`)],
    [
      'after a declaration and comments',
      Buffer.from(`<?xml version="1.0"?>\n<!-- ${'a'.repeat(5000)} -->\n${svg}`),
    ],
    ['with a prefix', Buffer.from('<svg:svg xmlns:svg="http://www.w3.org/2000/svg"/>')],
    ['zipped', gzipSync(svg)],
    ['in 16 bits', Buffer.from(`\uFEFF${svg}`, 'utf16le')],
    ['in 16 bits, larger byte first', Buffer.from(`\uFEFF${svg}`, 'utf16le').swap16()],
    ['in 16 bits without a mark', Buffer.from(svg, 'utf16le')],
    ['in 16 bits without a mark, larger byte first', Buffer.from(svg, 'utf16le').swap16()],
  ])('is SVG %s', (_, bytes) => {
    expect(sniff(bytes)).toEqual({ kind: 'readable', format: 'svg' });
  });

  it.each([
    ['avif', 'avif\0\0\0\0mif1'],
    ['avif', 'mif1\0\0\0\0mif1avif'],
    ['heif', 'heic\0\0\0\0mif1heic'],
    ['raw', 'crx \0\0\0\x01crx isom'],
  ])('is %s by its brands %j', (format, brands) => {
    expect(sniff(ftyp(brands))).toEqual({ kind: 'readable', format });
  });

  it.each([
    ['a DNG', { 254: 1, 50_706: 1 }, 'raw'],
    ['a preview with the photo behind it', { 254: 1, 330: 100 }, 'raw'],
    ['a sensor’s pixels', { 262: 32_803 }, 'raw'],
    ['an ordinary TIFF', { 254: 0, 262: 2 }, 'tiff'],
    ['a page with a smaller copy', { 262: 2, 330: 100 }, 'tiff'],
  ])('tells %s by its first directory', (_, tags, format) => {
    for (const isLittle of [true, false]) {
      expect(sniff(tiff(isLittle, tags))).toEqual({ kind: 'readable', format });
    }
  });

  it.each([
    ['a web page', '<!DOCTYPE html><html><svg width="1"/></html>'],
    ['a text file', 'svg is a fine format'],
    ['a compressed archive', gzipSync('words')],
    ['a video', ftyp('isom\0\0\0\0isommp42')],
    ['a sound file', Buffer.from('ID3\x03')],
  ])('is %s', (name, bytes) => {
    expect(sniff(Buffer.from(bytes))).toEqual({ kind: 'other', name });
  });

  const zip = (name: string, content = '') => {
    const header = Buffer.from('504b03040a0000000000', 'hex');
    return Buffer.concat([header, Buffer.alloc(20), Buffer.from(name + content)]);
  };

  it.each([
    ['an EPS drawing', Buffer.from('%!PS-Adobe-3.0 EPSF-3.0\n')],
    ['an Office document', zip('[Content_Types].xml')],
    ['an Office document', zip('mimetype', 'application/vnd.oasis.opendocument.text')],
    ['an Office document', Buffer.from('d0cf11e0a1b11ae1', 'hex')],
    ['a ZIP archive', zip('photos/a.jpg')],
    ['a RAR archive', Buffer.from('Rar!\x1a\x07\0')],
    ['a 7-Zip archive', Buffer.from('377abcaf271c', 'hex')],
    ['a video', Buffer.from('1a45dfa3', 'hex')],
    ['a video', Buffer.from('RIFF\x10\0\0\0AVI LIST')],
    ['a video', ftyp('qt  \0\0\0\0qt  ')],
    ['a sound file', Buffer.from('RIFF\x10\0\0\0WAVEfmt ')],
    ['a font', Buffer.from('wOF2\0\0')],
    ['an MNG film', Buffer.from('8a4d4e470d0a1a0a', 'hex')],
    ['a JNG picture', Buffer.from('8b4a4e470d0a1a0a', 'hex')],
    ['a DjVu document', Buffer.from('AT&TFORM\0\0\0\x10DJVU')],
    ['a BPG picture', Buffer.from('425047fb', 'hex')],
    ['a FLIF picture', Buffer.from('FLIF41')],
    ['a JPEG XR picture', Buffer.from('4949bc01', 'hex')],
    ['a JBIG2 picture', Buffer.from('974a42320d0a1a0a', 'hex')],
    ['an ILBM picture', Buffer.from('FORM\0\0\0\x10ILBMBMHD')],
    ['a film scan (DPX or Cineon)', Buffer.from('SDPX\0\0\x08\0')],
    ['a medical picture (DICOM)', Buffer.concat([Buffer.alloc(128), Buffer.from('DICM')])],
    ['a TAR archive', Buffer.concat([Buffer.alloc(257, 'a'), Buffer.from('ustar\0')])],
    ['a sound file', Buffer.from('FORM\0\0\0\x10AIFFCOMM')],
    ['an animated cursor (ANI)', Buffer.from('RIFF\0\0\0\0ACONLIST')],
    ['a game texture (PVR, ASTC or Basis)', Buffer.from('50565203', 'hex')],
    ['a Clip Studio picture', Buffer.from('CSFCHUNK')],
    ['an Affinity document', Buffer.from('00ff4b41', 'hex')],
    ['an InDesign document', Buffer.from('0606edf5d81d46e5bd31efe7fe74b71d', 'hex')],
    ['a Blender scene', Buffer.from('BLENDER-v300')],
    ['a Flash film', Buffer.from('4357530a', 'hex')],
    ['an XBM picture', Buffer.from('#define a_width 8\n#define a_height 8\nstatic char a_bits[]')],
    ['a program', Buffer.from('7f454c46', 'hex')],
    ['a program', Buffer.from('cffaedfe', 'hex')],
  ])('is called %s', (name, bytes) => {
    expect(sniff(bytes)).toEqual({ kind: 'other', name });
  });

  it.each([
    ['top-down.tga', 'tga'],
    ['grey.tga', 'tga'],
    ['mapped-rle.tga', 'tga'],
    ['three.cur', 'ico'],
    ['bits-text.pbm', 'pnm'],
    ['lossless.j2k', 'jpeg2000'],
    ['card.pdf', 'pdf'],
  ])('of %s is known without its extension', (name, format) => {
    expect(sniff(formatFixture(name))).toEqual({ kind: 'readable', format });
  });

  it('is always decided, whatever the bytes', async () => {
    const starts = ['', 'II*\0', 'MM\0*', '\0\0\0\x18ftyp', '<svg', '\x1f\x8b', '\0\0\x01\0'];
    await expectAlways(
      fc.property(fc.constantFrom(...starts), fc.uint8Array({ maxLength: 200 }), (start, rest) => {
        expect(sniff(Buffer.concat([Buffer.from(start, 'latin1'), rest])).kind).toMatch(
          /readable|other/,
        );
      }),
    );
  });
});
