import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { headBytes } from '../../../src/shared/worker/messages.ts';
import { readHeifThumbnails } from '../../../src/worker/decoding/heif/heif-thumbnails.ts';
import { peek } from '../../../src/worker/peeking/peek.ts';
import { oriented, orientations } from '../../fixtures/oriented.ts';
import { scene } from '../../fixtures/scene.ts';
import { box } from '../../../src/worker/decoding/colour/heif-colour.ts';
import { formatFixture } from '../../support/format-fixtures.ts';
import { harmed, numbersFrom } from '../../support/mutations.ts';
import { gridOf, type HeifItem, ispe, itemsOf, writeHeif } from '../../support/write-heif.ts';
import { canonRaw, fujiRaw, preview, tiffRaw } from '../../support/raw-file.ts';
import { colourAt, difference } from '../../support/similarity.ts';
import { withThumbnail } from '../../support/with-thumbnail.ts';

const photoOf = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: 'white' } })
    .jpeg()
    .toBuffer();

async function sizeOf(picture: Buffer | null): Promise<string> {
  if (picture === null) return 'none';
  const { format, width, height, exif, orientation } = await sharp(picture).metadata();
  return `${format} ${width} × ${height}${exif || orientation ? ', talkative' : ''}`;
}

const red = await preview(160, 120, 'red');

describe('what a camera put at the beginning of a file', () => {
  test.each(orientations)('is shown upright when the photo lies as EXIF says: %i', async (turn) => {
    const upright = { width: 160, height: 100 };
    const lying = await oriented(turn, 'jpeg', upright);
    const { width, height } = await sharp(lying).metadata();
    const photo = await photoOf(width * 4, height * 4);
    const shown = await peek(withThumbnail(photo, lying, turn));
    expect(await sizeOf(shown)).toBe('jpeg 160 × 100');
    const meant = await scene(upright.width, upright.height).png().toBuffer();
    expect(await difference(shown ?? Buffer.alloc(0), meant)).toBeLessThan(0.03);
  });

  test('is found in the part of a large file that is read', async () => {
    const noise = Buffer.alloc(3 * headBytes, 0x55);
    const file = Buffer.concat([withThumbnail(await photoOf(1600, 1200), red), noise]);
    expect(await sizeOf(await peek(file.subarray(0, headBytes)))).toBe('jpeg 160 × 120');
  });

  test('loses the bars of a thumbnail that is higher than its photo', async () => {
    const bars = { top: 7, bottom: 7, background: 'black' };
    const barred = await sharp(await preview(160, 106, 'red'))
      .extend(bars)
      .jpeg()
      .toBuffer();
    const shown = await peek(withThumbnail(await photoOf(600, 400), barred));
    expect(await sizeOf(shown)).toBe('jpeg 160 × 107');
  });

  test.each([
    ['directories', tiffRaw],
    ['boxes', canonRaw],
    ['neither', fujiRaw],
  ])('is found in a RAW with %s: the smallest that fills a card', async (_, build) => {
    const [tiny, fitting] = [await preview(80, 60, 'blue'), await preview(320, 240, 'lime')];
    const large = await preview(1000, 750, 'red');
    const shown = await peek(build({ previews: [tiny, large, fitting] }));
    expect(await sizeOf(shown)).toBe('jpeg 160 × 120');
    expect(await colourAt(shown ?? Buffer.alloc(0), 0.5, 0.5)).toEqual([0, 255, 1, 255]);
  });

  test('of a RAW is turned as that says', async () => {
    expect(await sizeOf(await peek(tiffRaw({ previews: [red], orientation: 6 })))).toBe(
      'jpeg 120 × 160',
    );
  });

  test('may be inside a preview that is too large to be read', async () => {
    const large = withThumbnail(await preview(1600, 1200, 'lime'), red, 8);
    const file = fujiRaw({ previews: [large] });
    const isCut = file.subarray(0, file.length - 2000);
    expect(await sizeOf(await peek(isCut))).toBe('jpeg 120 × 160');
  });
});

interface OfPhone {
  readonly coding: 'hvc1' | 'jpeg';
  /** Against the clock. */
  readonly quarters?: number;
  /** Before the tiles of the photo, as phones and cameras write it. */
  readonly isFirst?: boolean;
}

/** A photo of 640 × 480 in one tile, and a thumbnail of it: a square, or a JPEG of 160 × 120. */
function ofPhone({ coding, quarters = 0, isFirst = true }: OfPhone): Buffer {
  const [quarter] = itemsOf(formatFixture('tiles.heic'));
  if (!quarter) throw new Error('the fixture holds no picture');
  const turn = box('irot', Buffer.of(quarters));
  const square = { ...quarter, properties: [...quarter.properties, turn] };
  const camera = { type: 'jpeg', content: red, properties: [ispe(160, 120), turn] };
  const size: readonly [number, number] = coding === 'jpeg' ? [640, 480] : [640, 640];
  const photo: HeifItem = {
    type: 'grid',
    content: gridOf([1, 1], size),
    properties: [ispe(...size), turn],
    references: { dimg: [2] },
  };
  const tile = { ...quarter, content: Buffer.alloc(2 * headBytes, 0x55) };
  const thumbnail = { ...(coding === 'jpeg' ? camera : square), references: { thmb: [1] } };
  return writeHeif([photo, tile, thumbnail], 1, isFirst ? [thumbnail] : []);
}

describe('what a phone put at the beginning of a HEIC', () => {
  const shownOf = (facts: OfPhone) => peek(ofPhone(facts).subarray(0, headBytes));

  test.each([0, 1, 2, 3])('lies as its photo does: %i quarters', async (quarters) => {
    const [plain, shown] = [
      await shownOf({ coding: 'hvc1' }),
      await shownOf({ coding: 'hvc1', quarters }),
    ];
    if (!plain || !shown) throw new Error('nothing is shown');
    expect(await sizeOf(shown)).toBe('jpeg 64 × 64');
    const meant = await sharp(plain)
      .rotate(-90 * quarters)
      .png()
      .toBuffer();
    expect(await difference(shown, meant)).toBeLessThan(0.02);
    const jpeg = await sizeOf(await shownOf({ coding: 'jpeg', quarters }));
    expect(jpeg).toBe(quarters % 2 === 0 ? 'jpeg 160 × 120' : 'jpeg 120 × 160');
  });

  test('is one of a few, whatever the file says', () => {
    const [picture] = itemsOf(formatFixture('tiles.heic'));
    if (!picture) throw new Error('the fixture holds no picture');
    const small = { ...picture, references: { thmb: [1] } };
    const file = writeHeif([picture, ...Array.from({ length: 500 }, () => small)], 1);
    expect(readHeifThumbnails(file)?.thumbnails).toHaveLength(16);
  });

  test('is shown or not when the file is harmed', async () => {
    const seed = Number(process.env['THUMBLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
    const next = numbersFrom(seed);
    const heads = (['hvc1', 'jpeg'] as const).map((coding) => ofPhone({ coding }));
    for (let count = 0; count < Number(process.env['THUMBLINE_FUZZ_FILES'] ?? 20); count += 1) {
      const head = harmed(heads[count % 2] ?? Buffer.alloc(0), next).subarray(0, headBytes);
      const said = await sizeOf(await peek(head));
      expect(said, `THUMBLINE_SEED=${seed} ${count}`).toMatch(/^(?:jpeg \d+ × \d+|none)$/);
    }
  });

  test('is not looked for behind that', async () => {
    for (const coding of ['hvc1', 'jpeg'] as const)
      expect(await sizeOf(await shownOf({ coding, isFirst: false }))).toBe('none');
  });
});

const photo = await photoOf(800, 600);
/** Its frame says that it has that many pixels. */
const claiming = (width: number, height: number) => {
  const bomb = Buffer.from(red);
  const frame = bomb.indexOf(Buffer.from([0xff, 0xc0]));
  bomb.writeUInt16BE(height, frame + 5);
  bomb.writeUInt16BE(width, frame + 7);
  return bomb;
};

const pngThumbnail = await sharp(red).png().toBuffer();
const [wide, dot] = [await preview(160, 40, 'red'), await preview(1, 1, 'red')];
const beginnings = Buffer.alloc(120_000, 'ffd8ffe00002', 'hex');

describe('nothing is shown of', () => {
  test.each([
    ['a photo without a thumbnail', photo],
    ['a thumbnail that claims 65,500 × 65,500', withThumbnail(photo, claiming(65_500, 65_500))],
    ['a thumbnail that claims more than it has', withThumbnail(photo, claiming(2000, 1500))],
    ['a thumbnail cut off', withThumbnail(photo, red.subarray(0, red.length - 40))],
    ['a thumbnail of nothing', withThumbnail(photo, Buffer.alloc(500))],
    ['a PNG in place of a thumbnail', withThumbnail(photo, pngThumbnail)],
    ['a thumbnail of another shape', withThumbnail(photo, wide)],
    ['a thumbnail of one pixel', withThumbnail(photo, dot)],
    ['a file that ends within its EXIF', withThumbnail(photo, red).subarray(0, 300)],
    ['a PNG', pngThumbnail],
    ['a text', Buffer.from('not a picture at all')],
    ['nothing', Buffer.alloc(0)],
    ['a RAW full of beginnings', fujiRaw({ previews: [beginnings] })],
  ])('%s', async (_, file) => {
    expect(await sizeOf(await peek(file))).toBe('none');
  });

  test('a directory that points to itself, or outside', async () => {
    for (const to of [8, 0x7fff_ffff, 0xffff_ffff]) {
      const file = withThumbnail(photo, red);
      const block = file.indexOf('II*\0');
      const first = block + file.readUInt32LE(block + 4);
      file.writeUInt32LE(to, first + 2 + 12 * file.readUInt16LE(first));
      expect(await sizeOf(await peek(file))).toBe('none');
    }
  });
});
