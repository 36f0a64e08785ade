import { expect, test } from 'vitest';
import { pngChunk, withPngChunks } from '../../../../src/worker/bytes/png-chunk.ts';
import { box } from '../../../../src/worker/decoding/colour/heif-colour.ts';
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
