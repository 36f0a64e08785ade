import { expect, test, vi } from 'vitest';
import { pngChunk, withPngChunks } from '../../../../src/worker/bytes/png-chunk.ts';
import { box } from '../../../../src/worker/decoding/colour/heif-colour.ts';
import { hasJpegGainMap } from '../../../../src/worker/decoding/gain-map/jpeg-gain-map.ts';
import { formatFixture, opened } from '../../../support/format-fixtures.ts';
import { ultraHdr } from '../../../support/ultra-hdr.ts';
import { type HeifItem, itemsOf, u32, writeHeif } from '../../../support/write-heif.ts';

const notesOf = async (bytes: Buffer) => (await opened(bytes)).notes ?? [];

const said = ['gain-map-dropped'];
const adobe = 'http://ns.adobe.com/hdr-gain-map/1.0/';
const apple = 'http://ns.apple.com/HDRGainMap/1.0/';
const iso = 'urn:iso:std:iso:ts:21496:-1';
const replaced = (bytes: Buffer, from: string, to: string) =>
  Buffer.from(
    bytes.toString('latin1').replaceAll(from, to.padEnd(from.length).slice(0, from.length)),
    'latin1',
  );
/** Where the gain map begins: behind the end of the picture. */
const behindPicture = (bytes: Buffer) => bytes.indexOf(Buffer.of(0xff, 0xd9, 0xff, 0xd8)) + 2;

test('an Ultra HDR shows the picture for ordinary screens and says so', async () => {
  const bytes = await ultraHdr();
  const picture = await opened(bytes);
  expect(picture.notes).toEqual(said);
  expect(picture.header).toMatchObject({ format: 'jpeg', width: 96, height: 64 });
});

/** As older phones write it: by XMP in the picture, if at all, and in the gain map. */
function toldByXmp(
  bytes: Buffer,
  told: { readonly picture?: string; readonly map: string },
): Buffer {
  const xmp = (namespace: string) => {
    const packet = `http://ns.adobe.com/xap/1.0/\0<x xmlns:hdrgm="${namespace}" hdrgm:Version="1.0"/>`;
    const length = Buffer.alloc(2);
    length.writeUInt16BE(packet.length + 2);
    return Buffer.concat([Buffer.of(0xff, 0xe1), length, Buffer.from(packet, 'latin1')]);
  };
  const plain = replaced(bytes, iso, 'urn:other');
  const at = behindPicture(plain);
  const start = plain.subarray(0, 2);
  return Buffer.concat([
    start,
    told.picture === undefined ? Buffer.of() : xmp(told.picture),
    plain.subarray(2, at),
    start,
    xmp(told.map),
    plain.subarray(at + 2),
  ]);
}

test('so does one that says it by XMP, and an iPhone’s, whose gain map alone says it', async () => {
  const bytes = await ultraHdr();
  expect(await notesOf(toldByXmp(bytes, { picture: adobe, map: adobe }))).toEqual(said);
  expect(await notesOf(toldByXmp(bytes, { map: apple }))).toEqual(said);
});

test('a gain map is found where the index of pictures is lost', async () => {
  expect(await notesOf(replaced(await ultraHdr(), 'MPF\0', 'XXXX'))).toEqual(said);
});

test('nothing is said where the gain map is gone, or the second picture is a preview', async () => {
  const bytes = await ultraHdr();
  expect(await notesOf(bytes.subarray(0, behindPicture(bytes)))).toEqual([]);
  const preview = replaced(bytes, iso, 'urn:other');
  expect(await notesOf(preview)).toEqual([]);
});

const auxiliary = (name: string) => box('auxC', u32(0), Buffer.from(`${name}\0`, 'latin1'));

function heifWith(more: (items: readonly HeifItem[]) => readonly HeifItem[]): Buffer {
  const [item] = itemsOf(formatFixture('tiles.heic'));
  if (!item) throw new Error('the fixture has no picture');
  return writeHeif([item, ...more([item])], 1);
}

test.each([
  ['urn:com:apple:photo:2020:aux:hdrgainmap', said],
  ['urn:com:photo:aux:hdrgainmap', said],
  ['urn:com:apple:photo:2018:aux:portraiteffectsmatte', []],
])('a HEIC with an auxiliary picture %s', async (name, notes) => {
  const bytes = heifWith(([item]) =>
    item
      ? [
          {
            ...item,
            properties: [...item.properties, auxiliary(name)],
            references: { auxl: [1] },
          },
        ]
      : [],
  );
  expect(await notesOf(bytes)).toEqual(notes);
});

test('a HEIC with a picture of it and a gain map says so, and one with such a map of another picture does not', async () => {
  const mapped = (base: number) =>
    heifWith(([item]) =>
      item
        ? [
            item,
            { ...item },
            {
              type: 'tmap',
              content: Buffer.alloc(16),
              properties: item.properties,
              references: { dimg: [base, 3] },
            },
          ]
        : [],
    );
  expect(await notesOf(mapped(1))).toEqual(said);
  expect(await notesOf(mapped(2))).toEqual([]);
});

test('so do JPEG XL and PNG', async () => {
  const jxl = Buffer.concat([formatFixture('container.jxl'), box('jhgm', Buffer.alloc(8))]);
  expect(await notesOf(jxl)).toEqual(said);
  const png = withPngChunks(formatFixture('card.png'), [pngChunk('gdAT', Buffer.alloc(8))]);
  expect(await notesOf(png)).toEqual(said);
});

test.each(['card.heic', 'alpha.heic', 'container.jxl', 'card.png'])(
  'nothing is said of %s',
  async (name) => {
    expect(await notesOf(formatFixture(name))).toEqual([]);
  },
);

test('no byte of a JPEG is looked at twice for it, however often its index names a picture', async () => {
  const bytes = replaced(await ultraHdr(), iso, 'urn:other');
  const index = bytes.indexOf('MPF\0') + 4;
  const entries = 16;
  // A directory of one entry: the list of pictures, each of which is the second one or another place in its header.
  const directory = Buffer.alloc(8 + 2 + 12 + 4 + entries * 16);
  directory.write('II*\0', 'latin1');
  directory.writeUInt32LE(8, 4);
  directory.writeUInt16LE(1, 8);
  directory.writeUInt16LE(0xb002, 10);
  directory.writeUInt16LE(7, 12);
  directory.writeUInt32LE(entries * 16, 14);
  directory.writeUInt32LE(26, 18);
  const head = Buffer.from([0xff, 0xe2, 0, 0, ...Buffer.from('MPF\0', 'latin1')]);
  head.writeUInt16BE(2 + 4 + directory.length, 2);
  const start = 2 + head.length;
  const tiny = Buffer.alloc(4 * 5000, Buffer.of(0xff, 0xfe, 0, 2));
  const further = bytes.subarray(behindPicture(bytes));
  const second = Buffer.concat([further.subarray(0, 2), tiny, further.subarray(2)]);
  const picture = Buffer.concat([bytes.subarray(2, index - 8), bytes.subarray(2)]);
  const where = start + directory.length + picture.length;
  for (let at = 0; at < entries; at += 1) directory.writeUInt32LE(where - start, 26 + at * 16 + 8);
  const file = Buffer.concat([bytes.subarray(0, 2), head, directory, picture, second]);
  const reads = vi.spyOn(Buffer.prototype, 'readUInt16BE');
  expect(hasJpegGainMap(file)).toBe(false);
  const count = reads.mock.calls.length;
  reads.mockRestore();
  expect(count).toBeGreaterThan(5000);
  expect(count).toBeLessThan(6000);
});
