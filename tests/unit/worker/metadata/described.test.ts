import { Buffer } from 'node:buffer';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { describe, expect, it, test } from 'vitest';
import type { MetadataOptions } from '../../../../src/shared/task/metadata-policy.ts';
import { checkOutput } from '../../../../src/worker/writing/check-output.ts';
import { planOutput } from '../../../../src/worker/imaging/plan-output.ts';
import { renderOutputs } from '../../../../src/worker/imaging/render-outputs.ts';
import { isPremultiplied } from '../../../../src/worker/decoding/sharp/straight-avif.ts';
import { describeAs } from '../../../../src/worker/metadata/describe.ts';
import { pngChunk, withPngChunks } from '../../../../src/worker/bytes/png-chunk.ts';
import { scene } from '../../../fixtures/scene.ts';
import {
  artist,
  dataset,
  exifSegment,
  iptcSegment,
  packetOf,
  rights,
  secrets,
  uris,
  utf8Mark,
  withSegments,
  xmpSegment,
} from '../../../fixtures/told.ts';
import { opened } from '../../../support/format-fixtures.ts';
import { workFor } from '../../../support/work.ts';
import { exifBlock } from '../../../support/exif-block.ts';
import { type Told, toldBy } from '../../../support/told-by.ts';

const formats = ['jpeg', 'png', 'webp', 'avif', 'tiff'] as const;
type Format = (typeof formats)[number] | 'gif';
const copyright: MetadataOptions = { metadata: 'copyright', keepsGps: true };
const all: MetadataOptions = { metadata: 'all', keepsGps: false };
const [city, latitude, datum] = secrets.place;
const tag = { make: 0x010f, orientation: 0x0112, artist: 0x013b, copyright: 0x8298, note: 0x927c };
const width = 0xa002;
const colourSpace = 0xa001;
const exifMark = Buffer.from('Exif\0\0');
const lens = 0xa434;

const exif = (order: 'II' | 'MM') =>
  exifBlock(
    {
      main: [
        [tag.make, 'Camera'],
        [tag.orientation, [6]],
        [tag.artist, artist],
        [tag.copyright, rights],
      ],
      photo: [
        [tag.note, Buffer.from(`${secrets.maker[0]} ${city}`)],
        [colourSpace, [2]],
        [width, [320]],
        [lens, 'Lens 50'],
        [0xa431, secrets.serial[0]],
      ],
      place: [[0x12, datum]],
      preview: Buffer.from(secrets.preview[0]),
    },
    order,
  );
const xmp = packetOf(
  `<q:City xmlns:q="${uris.photoshop}">${city}</q:City><l:Label xmlns:l="${uris.xmp}">Red</l:Label><t:Orientation xmlns:t="${uris.tiff}">6</t:Orientation><t:ImageWidth xmlns:t="${uris.tiff}">320</t:ImageWidth><d:GpsLatitude xmlns:d="${uris.dji}">${latitude}</d:GpsLatitude>`,
);
const iptc = Buffer.concat([
  utf8Mark,
  dataset(25, 'дом'),
  dataset(90, city),
  dataset(202, secrets.preview[0]),
]);

/** A photo that tells everything, and where each kind of telling lies. */
const talkative = async (order: 'II' | 'MM') =>
  withSegments(await scene(32, 20).jpeg().toBuffer(), [
    exifSegment(exif(order)),
    xmpSegment(xmp),
    iptcSegment(iptc),
  ]);

/** A result without metadata, described by a source. */
async function described(
  source: Buffer,
  format: Format,
  options: MetadataOptions,
): Promise<Told & { readonly file: Buffer }> {
  const made = { width: 16, height: 10, format };
  const plain = await scene(16, 10).toFormat(format).toBuffer();
  const file = describeAs(source, 'jpeg', options)(plain, made);
  expect(await checkOutput(file, made)).toBeNull();
  const pixelsOf = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
  expect((await pixelsOf(file)).equals(await pixelsOf(plain))).toBe(true);
  return { ...(await toldBy(file)), file };
}

const silent = [...secrets.place, ...secrets.preview, ...secrets.maker];

describe.each(formats)('a result in %s', (format) => {
  it('keeps the rights byte for byte, and nothing else', async () => {
    const told = await described(await talkative('MM'), format, copyright);
    expect(told.exif?.main).toMatchObject({ [tag.artist]: artist, [tag.copyright]: rights });
    expect(told.exif?.photo).toEqual({});
    expect({ xmp: told.xmp, iptc: told.iptc.length, next: told.exif?.next }).toEqual({
      xmp: '',
      iptc: 0,
      next: 0,
    });
    for (const word of [...silent, ...secrets.serial, 'Camera', 'Lens 50']) {
      expect(told.file.includes(word)).toBe(false);
    }
  });

  it.each(['II', 'MM'] as const)('keeps all but place and preview (%s)', async (order) => {
    const told = await described(await talkative(order), format, all);
    expect(told.exif?.main).toMatchObject({
      [tag.make]: 'Camera',
      [tag.orientation]: [1],
      [tag.copyright]: rights,
    });
    expect(told.exif?.photo).toMatchObject({
      [lens]: 'Lens 50',
      [width]: [16],
      [colourSpace]: [1],
      0xa431: secrets.serial[0],
    });
    expect(told.exif).toMatchObject({ place: {}, next: 0 });
    expect(told.xmp).toContain('Red');
    expect(told.xmp).toContain('<t:Orientation>1</t:Orientation>');
    expect(told.xmp).toContain('<t:ImageWidth>16</t:ImageWidth>');
    // Where there is no place for IPTC's older form, XMP says the same.
    expect(told.xmp + told.iptc.toString()).toContain('дом');
    for (const word of silent) expect(told.file.includes(word)).toBe(false);
  });

  it('keeps the place where asked', async () => {
    const told = await described(await talkative('II'), format, { ...all, keepsGps: true });
    expect(told.exif?.place).toEqual({ 0x12: datum });
    expect(told.xmp).toContain(city);
    expect(told.xmp).toContain(latitude);
    for (const word of [...secrets.preview, ...secrets.maker]) {
      expect(told.file.includes(word)).toBe(false);
    }
  });

  it('says nothing where the source does not', async () => {
    const source = await scene(32, 20).jpeg().toBuffer();
    const told = await described(source, format, all);
    expect(told.xmp).toBe('');
    expect(told.exif?.main[tag.copyright]).toBeUndefined();
  });
});

test('a GIF holds no EXIF and says in XMP who owns the picture', async () => {
  const told = await described(await talkative('II'), 'gif', copyright);
  expect(told.xmp).toContain(rights);
  expect(told.xmp).toContain(artist);
  for (const word of silent) expect(told.file.includes(word)).toBe(false);
});

const inXmp = packetOf(
  `<a:rights xmlns:a="${uris.dc}"><r:Alt><r:li xml:lang="de">Nein</r:li><r:li xml:lang="x-default">${rights} &amp; Söhne</r:li></r:Alt></a:rights><a:creator xmlns:a="${uris.dc}"><r:Seq><r:li>Ann</r:li><r:li>${artist}</r:li></r:Seq></a:creator>`,
);

type Segments = readonly (readonly [number, Buffer])[];

test.each<[string, Segments, { readonly owner: string; readonly maker: string }]>([
  ['XMP', [xmpSegment(inXmp)], { owner: `${rights} & Söhne`, maker: `Ann; ${artist}` }],
  [
    'IPTC in UTF-8',
    [
      iptcSegment(
        Buffer.concat([utf8Mark, dataset(116, rights), dataset(80, 'Ann'), dataset(80, artist)]),
      ),
    ],
    { owner: rights, maker: `Ann; ${artist}` },
  ],
  [
    'IPTC in Latin-1',
    [
      iptcSegment(
        Buffer.concat([dataset(116, Buffer.from('© Söhne', 'latin1')), dataset(80, 'Ann')]),
      ),
    ],
    { owner: '© Söhne', maker: 'Ann' },
  ],
])('the rights of a picture that tells them in %s only', async (_, segments, told) => {
  const source = withSegments(await scene(32, 20).jpeg().toBuffer(), segments);
  const { exif: left } = await described(source, 'webp', copyright);
  expect(left?.main).toMatchObject({ [tag.copyright]: told.owner, [tag.artist]: told.maker });
});

test('a preview in the place of a copyright is no copyright', async () => {
  const hidden = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(600, 1)]);
  const block = exifBlock({ main: [[tag.copyright, hidden.toString('latin1')]] });
  const source = withSegments(await scene(32, 20).jpeg().toBuffer(), [exifSegment(block)]);
  const { exif: told } = await described(source, 'jpeg', copyright);
  expect(told).toBeNull();
});

test.each(['tEXt', 'zTXt'])(
  'metadata in %s of a PNG, as some programs write it, is heard',
  async (type) => {
    const digits = (kind: string, block: Buffer) =>
      `\n${kind}\n${String(block.length).padStart(8)}\n${block.toString('hex').replaceAll(/.{72}/g, '$&\n')}\n`;
    const chunk = (keyword: string, text: string) => {
      const packed = Buffer.concat([Buffer.alloc(1), deflateSync(text)]);
      const body = type === 'tEXt' ? Buffer.from(text) : packed;
      return pngChunk(type, Buffer.concat([Buffer.from(`${keyword}\0`), body]));
    };
    const source = withPngChunks(await scene(32, 20).png().toBuffer(), [
      chunk('Raw profile type exif', digits('exif', Buffer.concat([exifMark, exif('MM')]))),
      chunk('Raw profile type iptc', digits('iptc', iptc)),
      chunk('XML:com.adobe.xmp', xmp),
    ]);
    const made = { width: 16, height: 10, format: 'jpeg' } as const;
    const file = describeAs(source, 'png', all)(await scene(16, 10).jpeg().toBuffer(), made);
    const told = await toldBy(file);
    expect(told.exif?.main).toMatchObject({ [tag.copyright]: rights });
    expect(told.iptc.toString()).toContain('дом');
    expect(told.xmp).toContain('Red');
  },
);

test('every other format tells what it says, too', async () => {
  const plain = await scene(32, 20).jpeg().toBuffer();
  for (const format of formats) {
    const told = describeAs(await talkative('II'), 'jpeg', { ...all, keepsGps: true });
    const made = { width: 32, height: 20, format };
    const source = told(await scene(32, 20).toFormat(format).toBuffer(), made);
    const again = describeAs(source, format, copyright)(plain, { ...made, format: 'jpeg' });
    expect((await toldBy(again)).exif?.main).toMatchObject({ [tag.copyright]: rights });
  }
});

it('the rights stay of a picture whose colours had to be made straight', async () => {
  const clear = { r: 0, g: 90, b: 0, alpha: 0.5 };
  const source = await sharp({ create: { width: 32, height: 20, channels: 4, background: clear } })
    .withExif({ IFD0: { Copyright: 'Mine', Artist: 'Me' } })
    .avif()
    .toBuffer();
  // Of the reference of EXIF to the picture it makes that of the picture to its opacity.
  const place = source.indexOf('cdsc');
  Buffer.concat([Buffer.from('prem'), Buffer.from([0, 1, 0, 1, 0, 2])]).copy(source, place);
  expect(isPremultiplied(source)).toBe(true);
  const picture = await opened(source);
  const work = { ...workFor([{ width: 16, format: 'png' }]), ...copyright };
  const plans = work.outputs.map((output) => planOutput(output, picture.header));
  const rendered = await renderOutputs(picture, plans, { work, source, keepsSource: false });
  const [file] = rendered.ok ? rendered.value.files : [];
  const told = await toldBy(file?.ok ? file.value.file : Buffer.alloc(0));
  expect(told.exif?.main).toMatchObject({ [tag.artist]: 'Me', [tag.copyright]: 'Mine' });
});
