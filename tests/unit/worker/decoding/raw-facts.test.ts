import { expect, test } from 'vitest';
import { contentsOf } from '../../../../src/worker/decoding/raw/preview-of.ts';
import { readTiffFacts } from '../../../../src/worker/decoding/raw/raw-facts.ts';
import { open } from '../../../support/format-fixtures.ts';

const [photometric, stripOffsets, orientation, stripLengths, tileOffsets, tileLengths] = [
  262, 273, 274, 279, 324, 325,
];
const [byte, short, long] = [1, 3, 4];

type Entry = readonly [tag: number, type: number, count: number, value: number];

/** A TIFF of a chain of equal directories, and `bytes` long. */
function chain(count: number, entries: readonly Entry[], bytes: number): Buffer {
  const file = Buffer.alloc(bytes);
  file.write('49492a0008000000', 'hex');
  const directoryBytes = 2 + entries.length * 12 + 4;
  for (let index = 0; index < count; index += 1) {
    const start = 8 + index * directoryBytes;
    file.writeUInt16LE(entries.length, start);
    entries.forEach(([tag, type, values, value], place) => {
      const at = start + 2 + place * 12;
      file.writeUInt16LE(tag, at);
      file.writeUInt16LE(type, at + 2);
      file.writeUInt32LE(values, at + 4);
      file.writeUInt32LE(value, at + 8);
    });
    const next = index < count - 1 ? start + directoryBytes : 0;
    file.writeUInt32LE(next, start + directoryBytes - 4);
  }
  return file;
}

test.each([
  ['a preview', 2],
  ['the sensor', 32_803],
])(
  'a RAW whose directory of %s names very many strips is a value, and no fault',
  async (_, kind) => {
    const count = 200_000;
    const entries: readonly Entry[] = [
      [photometric, short, 1, kind],
      [271, 2, 4, 0x65_6b_69_4e],
      [stripOffsets, long, count, 1000],
      [stripLengths, long, count, 1000],
      [50_706, byte, 4, 0x01_04],
    ];
    const file = chain(1, entries, 1000 + count * 4);
    expect(readTiffFacts(file)).toMatchObject({ isCut: false });
    expect(await open(file)).toMatchObject({ ok: false });
  },
);

test('directories that name the same strips again and again are read as far as makes sense', () => {
  const count = 1_000_000;
  const entries = [stripOffsets, stripLengths, tileOffsets, tileLengths].map((tag): Entry => [
    tag,
    long,
    count,
    4000,
  ]);
  const file = chain(60, [[orientation, short, count, 6], ...entries], 4000 + count * 4);
  expect(readTiffFacts(file)).toEqual({ orientation: null, sensors: [], isCut: false });
});

test('of the EXIF of each preview only its orientation is read', () => {
  const entries = [stripOffsets, stripLengths, tileOffsets, tileLengths].map((tag): Entry => [
    tag,
    byte,
    60_000,
    4000,
  ]);
  const exif = chain(50, [[orientation, short, 1, 6], ...entries], 65_000);
  const marker = Buffer.from([0xff, 0xd8, 0xff, 0xe1, 0, 0]);
  marker.writeUInt16BE(exif.length + 8, 4);
  const frame = [0xff, 0xc0, 0, 11, 8, 1, 0, 1, 0, 1, 1, 0x11, 0, 0xff, 0xda, 0, 2, 0xff, 0xd9];
  const jpeg = Buffer.concat([marker, Buffer.from('Exif\0\0'), exif, Buffer.from(frame)]);
  const previews = Array.from({ length: 100 }, () => jpeg);
  const { preview } = contentsOf(
    Buffer.concat([Buffer.from('49492a0000000000', 'hex'), ...previews]),
  );
  expect(preview).toMatchObject({ width: 256, height: 256, orientation: 6 });
});
