import { Buffer } from 'node:buffer';
import { brotliCompressSync, deflateSync } from 'node:zlib';
import { expect, test, vi } from 'vitest';
import type { SourceFormat } from '../../../../src/shared/formats/formats.ts';
import type { MetadataPolicy } from '../../../../src/shared/task/metadata-policy.ts';
import { pngChunk, withPngChunks } from '../../../../src/worker/bytes/png-chunk.ts';
import { ByteReader } from '../../../../src/worker/bytes/byte-reader.ts';
import { describeAs } from '../../../../src/worker/metadata/describe.ts';
import { scene } from '../../../fixtures/scene.ts';
import {
  artist,
  dataset,
  packetOf,
  photoshopResources,
  rights,
  uris,
  utf8Mark,
  withSegments,
  xmpSegment,
} from '../../../fixtures/told.ts';
import { exifBlock } from '../../../support/exif-block.ts';
import { toldBy } from '../../../support/told-by.ts';

const exif = exifBlock({ main: [[0x8298, rights]] }, 'MM');
const xmp = packetOf(
  `<a:creator xmlns:a="${uris.dc}"><r:Seq><r:li>${artist}</r:li></r:Seq></a:creator>`,
);
const iptc = Buffer.concat([utf8Mark, dataset(116, rights), dataset(80, artist)]);

function box(type: string, ...parts: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(8);
  head.write(type, 4, 'latin1');
  const whole = Buffer.concat([head, ...parts]);
  whole.writeUInt32BE(whole.length, 0);
  return whole;
}

const zeros = (count: number) => Buffer.alloc(count);
const jxl = (...boxes: readonly Buffer[]) =>
  Buffer.concat([box('JXL ', Buffer.from('0d0a870a', 'hex')), ...boxes]);
const packed = (type: string, body: Buffer) =>
  box('brob', Buffer.from(type, 'latin1'), brotliCompressSync(body));
const uuid = (hex: string, body: Buffer) => box('uuid', Buffer.from(hex, 'hex'), body);

/** Header, no palette, and the resources with their length. */
const psd = (resources: Buffer) => {
  const lengths = Buffer.alloc(8);
  lengths.writeUInt32BE(resources.length, 4);
  return Buffer.concat([Buffer.from('8BPS\0\x01', 'latin1'), zeros(20), lengths, resources]);
};
const resource = (number: number, body: Buffer) => {
  const head = Buffer.alloc(12);
  head.write('8BIM', 'latin1');
  head.writeUInt16BE(number, 4);
  head.writeUInt32BE(body.length, 8);
  return Buffer.concat([head, body, zeros(body.length % 2)]);
};

const sources: readonly (readonly [string, SourceFormat, Buffer])[] = [
  ['JPEG XL', 'jxl', jxl(box('Exif', zeros(4), exif), box('xml ', Buffer.from(xmp)))],
  [
    'JPEG XL, packed',
    'jxl',
    jxl(packed('Exif', Buffer.concat([zeros(4), exif])), packed('xml ', Buffer.from(xmp))),
  ],
  [
    'JPEG 2000',
    'jpeg2000',
    Buffer.concat([
      box('jP  ', Buffer.from('0d0a870a', 'hex')),
      uuid('4a706754696666457869662d3e4a5032', exif),
      uuid('be7acfcb97a942e89c71999491e3afac', Buffer.from(xmp)),
    ]),
  ],
  [
    'JPEG 2000 with IPTC',
    'jpeg2000',
    Buffer.concat([uuid('33c7a4d2b81d4723a0baf1a3e097ad38', iptc)]),
  ],
  [
    'Photoshop documents',
    'psd',
    psd(Buffer.concat([resource(0x0422, exif), resource(0x0424, Buffer.from(xmp))])),
  ],
  ['Photoshop documents with IPTC', 'psd', psd(photoshopResources(iptc).subarray(14))],
];

/** What a JPEG made of such a source says. */
async function toldOf(
  source: Buffer,
  format: SourceFormat,
  metadata: MetadataPolicy = 'copyright',
) {
  const describe = describeAs(source, format, { metadata, keepsGps: false });
  const plain = await scene(16, 10).jpeg().toBuffer();
  return toldBy(describe(plain, { width: 16, height: 10, format: 'jpeg' }));
}

test.each(sources)('the rights in %s are found', async (_, format, source) => {
  const { exif: told } = await toldOf(source, format);
  expect(told?.main).toMatchObject({ 0x013b: artist, 0x8298: rights });
});

test.each(sources)(
  '%s that end early, or are harmed, say what is left',
  async (_, format, source) => {
    for (let length = 0; length < source.length; length += 7) {
      const cut = await toldOf(source.subarray(0, length), format);
      expect(cut.size).toBe('16 × 10');
      const harmed = Buffer.from(source);
      harmed[length] = 0xff;
      expect((await toldOf(harmed, format)).size).toBe('16 × 10');
    }
  },
);

test('the rest of a long packet is read with its beginning, and only when all of it is there', async () => {
  const id = 'A'.repeat(32);
  const rest = Buffer.from(packetOf(`<a:rights xmlns:a="${uris.dc}">${rights}</a:rights>`));
  const part = (from: number, to: number) => {
    const numbers = Buffer.alloc(8);
    numbers.writeUInt32BE(rest.length, 0);
    numbers.writeUInt32BE(from, 4);
    const name = Buffer.from(`http://ns.adobe.com/xmp/extension/\0${id}`);
    return [0xe1, Buffer.concat([name, numbers, rest.subarray(from, to)])] as const;
  };
  const parts = [xmpSegment(xmp), part(0, 90), part(90, rest.length)];
  const plain = await scene(32, 20).jpeg().toBuffer();
  const whole = await toldOf(withSegments(plain, parts), 'jpeg');
  expect(whole.exif?.main).toMatchObject({ 0x013b: artist, 0x8298: rights });
  const cut = await toldOf(withSegments(plain, parts.slice(0, 2)), 'jpeg');
  expect(cut.exif?.main).toEqual({ 0x013b: artist });
});

test.each([
  ['in an item', '<r:Seq><r:li>NAME<e:GPSLatitude>48,12N</e:GPSLatitude></r:li></r:Seq>'],
  ['around an item', 'NAME<e:GPSLatitude><r:li>48,12N</r:li></e:GPSLatitude>'],
  [
    'in a structure',
    '<r:Seq><r:li>NAME<r:Description><e:SerialNumber>48,12N</e:SerialNumber></r:Description></r:li></r:Seq>',
  ],
])('what is put %s of a name is no part of the name', async (_, inside) => {
  const names = ['creator', 'rights'].map(
    (local) => `<d:${local} xmlns:d="${uris.dc}" xmlns:e="${uris.exif}">${inside}</d:${local}>`,
  );
  const plain = await scene(32, 20).jpeg().toBuffer();
  const source = withSegments(plain, [xmpSegment(packetOf(names.join('')))]);
  const { exif: told } = await toldOf(source, 'jpeg');
  expect(told?.main).toEqual({ 0x013b: 'NAME', 0x8298: 'NAME' });
});

test('an item of a HEIF in many parts costs one look for where they lie', async () => {
  const [boxes, parts] = [200, 200];
  const fullBox = Buffer.alloc(4);
  const item = box('infe', Buffer.from('02000000000100004578696600', 'hex'));
  const info = box('iinf', fullBox, Buffer.from('0001', 'hex'), item);
  // Four bytes for offsets and lengths, one item, inside the boxes of `meta`.
  const head = Buffer.from('01000000440000010001000100000000', 'hex');
  head.writeUInt16BE(parts, 14);
  const location = box('iloc', head, zeros(parts * 8));
  const others = Array.from({ length: boxes }, () => box('free'));
  const heif = box('meta', fullBox, info, location, ...others, box('idat', zeros(8)));
  const reads = vi.spyOn(ByteReader.prototype, 'u32');
  try {
    await toldOf(heif, 'heif');
    expect(reads.mock.calls.length).toBeGreaterThan(boxes + parts);
    expect(reads.mock.calls.length).toBeLessThan(10 * (boxes + parts));
  } finally {
    reads.mockRestore();
  }
});

const zTxt = (keyword: string, text: Buffer | string) =>
  pngChunk('zTXt', Buffer.concat([Buffer.from(`${keyword}\0\0`), deflateSync(text)]));
const png = async (...chunks: readonly Buffer[]) =>
  withPngChunks(await scene(32, 20).png().toBuffer(), chunks);
const packedExif = packed('Exif', Buffer.concat([zeros(4), exif]));
const packedXmp = packed('xml ', Buffer.from(xmp));
const digits = `exif ${exif.length} ${exif.toString('hex')}`;
const pngExif = zTxt('Raw profile type exif', digits);
const pngXmp = zTxt('XML:com.adobe.xmp', xmp);
const damagedBox = box('brob', Buffer.from('Exif----'));
const damagedChunk = pngChunk('zTXt', Buffer.from('Raw profile type exif\0\0----'));
const times = (count: number, part: Buffer) => Array.from({ length: count }, () => part);

test('only the first eight packed blocks of a file are unpacked', async () => {
  for (const [count, found] of [
    [7, rights],
    [8, undefined],
  ] as const) {
    const inBoxes = await toldOf(jxl(...times(count, damagedBox), packedExif), 'jxl');
    expect(inBoxes.exif?.main[0x8298]).toBe(found);
    const inChunks = await toldOf(await png(...times(count, damagedChunk), pngExif), 'png');
    expect(inChunks.exif?.main[0x8298]).toBe(found);
  }
});

test('what is found already is not unpacked again', async () => {
  const inBoxes = await toldOf(jxl(...times(9, packedExif), packedXmp), 'jxl');
  expect(inBoxes.exif?.main).toMatchObject({ 0x013b: artist, 0x8298: rights });
  const inChunks = await toldOf(await png(...times(9, pngExif), pngXmp), 'png');
  expect(inChunks.exif?.main).toMatchObject({ 0x013b: artist, 0x8298: rights });
});

test('IPTC as long as a JPEG can hold fits, however often it says how its text is encoded', async () => {
  const marks = Buffer.concat(times(1000, utf8Mark));
  const long = [25, 25].map((number) => dataset(number, 'a'.repeat(29_900)));
  const source = psd(resource(0x0404, Buffer.concat([marks, ...long, dataset(116, rights)])));
  const told = await toldOf(source, 'psd', 'all');
  expect(told.iptc.indexOf(utf8Mark)).toBe(told.iptc.lastIndexOf(utf8Mark));
  expect(told.iptc.toString()).toContain(rights);
});
