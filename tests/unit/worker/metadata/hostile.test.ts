import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { SourceFormat } from '../../../../src/shared/formats/formats.ts';
import {
  metadataPolicies,
  type MetadataPolicy,
} from '../../../../src/shared/task/metadata-policy.ts';
import { describeAs } from '../../../../src/worker/metadata/describe.ts';
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
  withSegments,
  xmpSegment,
} from '../../../fixtures/told.ts';
import { exifBlock, type Field } from '../../../support/exif-block.ts';
import { expectAlways } from '../../../support/property-loop.ts';
import { toldBy } from '../../../support/told-by.ts';

const formats = ['jpeg', 'png', 'webp', 'avif', 'tiff', 'gif'] as const;
type Format = (typeof formats)[number];
const plain = new Map<Format, Buffer>();
const size = { width: 16, height: 10 };

beforeAll(async () => {
  for (const format of formats) {
    plain.set(format, await scene(size.width, size.height).toFormat(format).toBuffer());
  }
});

interface Source {
  readonly bytes: Buffer;
  readonly format: SourceFormat;
}

/** A result of one format, described by a source that may keep everything but the place unless told otherwise. */
function described(
  { bytes, format }: Source,
  made: Format,
  metadata: MetadataPolicy = 'all',
): Buffer {
  const describe = describeAs(bytes, format, { metadata, keepsGps: false });
  return describe(plain.get(made) ?? Buffer.alloc(0), { ...size, format: made });
}

const [city, latitude, datum] = secrets.place;
const place = fc.constantFrom(...secrets.place);

/** Tags of notes, previews, geography and programs, each with something that must not stay. */
const hiddenTag = fc.oneof(
  fc.constantFrom(0x927c, 0x0201, 0x0202, 0x830e, 0x8480, 0x8482, 0x87af, 0x87b1, 0xa480, 0xc634),
  fc.integer({ min: 0xc000, max: 0xffff }),
);
const hidden: fc.Arbitrary<Field> = fc.tuple(
  hiddenTag,
  fc.oneof(
    place,
    place.map((word) => Buffer.from(`\0${word}`)),
    fc.constant([1, 2, 3]),
  ),
);
const placeField: fc.Arbitrary<Field> = fc.tuple(fc.integer({ min: 0, max: 0x1f }), place);
const serial: Field = [0xa431, secrets.serial[0]];

const exif = fc
  .record({
    main: fc.array(hidden, { maxLength: 4 }),
    photo: fc.array(hidden, { maxLength: 4 }),
    place: fc.array(placeField, { maxLength: 4 }),
    hasPreview: fc.boolean(),
    order: fc.constantFrom('II' as const, 'MM' as const),
  })
  .map(({ main, photo, place: where, hasPreview, order }) =>
    exifBlock(
      {
        main: [...main, [0x8298, rights]],
        photo: [...photo, serial],
        place: where,
        ...(hasPreview && { preview: Buffer.from(secrets.preview[0]) }),
      },
      order,
    ),
  );

const placeName = fc.constantFrom(
  [uris.exif, 'GPSLatitude'],
  [uris.exif, 'GPSMapDatum'],
  [uris.photoshop, 'City'],
  [uris.photoshop, 'State'],
  [uris.photoshop, 'Country'],
  [uris.iptcCore, 'Location'],
  [uris.iptcCore, 'CountryCode'],
  [uris.iptcExt, 'LocationCreated'],
  [uris.iptcExt, 'LocationShown'],
  [uris.dji, 'GpsLongtitude'],
  [uris.dji, 'RelativeAltitude'],
  ['http://www.w3.org/2003/01/geo/wgs84_pos#', 'lat'],
  ['urn:any', 'gpsLongitude'],
  ['urn:any', 'City'],
);
const prefix = fc.constantFrom('exif', 'photoshop', 'a', 'dc', 'ns1', 'xmp', 'é');
const other = fc.constantFrom([uris.xmp, 'Label'], ['urn:any', 'thing'], [uris.dc, 'subject']);

/** A property that tells a place, in one of the ways in which RDF can, as deep as it likes in others that do not. */
const property = fc
  .record({
    name: placeName,
    prefix,
    word: place,
    holders: fc.array(fc.tuple(other, prefix), { maxLength: 4 }),
    way: fc.nat(3),
  })
  .map(({ name: [uri, local], prefix: p, word, holders, way }) => {
    const open = `${p}:${local} xmlns:${p}="${uri}"`;
    const ways = [
      `<${open}>${word}</${p}:${local}>`,
      `<${open} r:parseType="Resource"><q:City xmlns:q="urn:q">${word}</q:City></${p}:${local}>`,
      `<${open}><r:Bag><r:li>${word}</r:li></r:Bag></${p}:${local}>`,
      `<holder xmlns="urn:holder" xmlns:${p}="${uri}" ${p}:${local}="${word}"/>`,
    ];
    return holders.reduce(
      (inside, [[holderUri, holder], q]) =>
        `<${q}:${holder} xmlns:${q}="${holderUri}"><r:Description>${inside}</r:Description></${q}:${holder}>`,
      ways[way] ?? '',
    );
  });
const packet = fc
  .array(property, { minLength: 1, maxLength: 4 })
  .map((all) => packetOf(all.join('')));

const iptc = fc
  .array(fc.tuple(fc.constantFrom(26, 27, 90, 92, 95, 100, 101, 150, 202, 230), place), {
    maxLength: 5,
  })
  .map((all) =>
    Buffer.concat([...all.map(([number, word]) => dataset(number, word)), dataset(80, artist)]),
  );

const source = fc
  .record({ exif, packet, iptc })
  .map((told) =>
    withSegments(plain.get('jpeg') ?? Buffer.alloc(0), [
      exifSegment(told.exif),
      xmpSegment(told.packet),
      iptcSegment(told.iptc),
    ]),
  );

test('no place stays whatever is kept, and neither preview nor serial number with the rights', async () => {
  await expectAlways(
    fc.asyncProperty(
      source,
      fc.constantFrom(...formats),
      fc.constantFrom(...metadataPolicies),
      async (photo, format, metadata) => {
        const file = described({ bytes: photo, format: 'jpeg' }, format, metadata);
        const gone: string[] = [city, latitude, datum, ...secrets.preview, ...secrets.maker];
        if (metadata !== 'all') gone.push(...secrets.serial);
        for (const word of gone) expect(file.includes(word), word).toBe(false);
        const { exif: told, xmp } = await toldBy(file);
        const owner = format === 'gif' ? xmp : told?.main[0x8298];
        if (metadata === 'none') expect(told?.main[0x8298]).toBeUndefined();
        else expect(owner).toContain(rights);
      },
    ),
  );
});

const talkative = () =>
  withSegments(plain.get('jpeg') ?? Buffer.alloc(0), [
    exifSegment(exifBlock({ main: [[0x8298, rights]], photo: [serial], place: [[1, 'N']] }, 'MM')),
    xmpSegment(packetOf(`<q:City xmlns:q="${uris.photoshop}">${city}</q:City>`)),
    iptcSegment(dataset(116, rights)),
  ]);

test('whatever is harmed in a source, its results open and take little', async () => {
  const whole = formats.map((format) => {
    const made = { ...size, format };
    const describe = describeAs(talkative(), 'jpeg', { metadata: 'all', keepsGps: true });
    return [format, describe(plain.get(format) ?? Buffer.alloc(0), made)] as const;
  });
  const harm = fc.array(fc.tuple(fc.nat(1_000_000), fc.nat(255)), { minLength: 1, maxLength: 8 });
  await expectAlways(
    fc.asyncProperty(
      fc.constantFrom(...whole),
      harm,
      fc.constantFrom(...formats),
      async ([from, bytes], harms, format) => {
        const harmed = Buffer.from(bytes);
        for (const [at, value] of harms) harmed[at % harmed.length] = value;
        const file = described({ bytes: harmed, format: from }, format);
        await toldBy(file);
        expect(file.length).toBeLessThan(bytes.length + 200_000);
      },
    ),
  );
});

test('a block of EXIF that points to itself, or everywhere at once, is read once', async () => {
  const loop = exifBlock({ main: [[0x8298, rights]], photo: [serial], place: [[1, 'N']] });
  const start = loop.readUInt32LE(4);
  for (let index = 0; index < loop.readUInt16LE(start); index += 1) {
    const at = start + 2 + index * 12;
    const isPointer = [0x8769, 0x8825].includes(loop.readUInt16LE(at));
    if (isPointer) loop.writeUInt32LE(start, at + 8);
  }
  loop.writeUInt32LE(start, start + 2 + loop.readUInt16LE(start) * 12);
  const photo = withSegments(plain.get('jpeg') ?? Buffer.alloc(0), [exifSegment(loop)]);
  const { exif: told } = await toldBy(described({ bytes: photo, format: 'jpeg' }, 'webp'));
  expect(told).toMatchObject({ main: { 0x8298: rights }, place: {}, next: 0 });
});

test('values that are together longer than a JPEG can hold give way to the rights', async () => {
  const long = Array.from({ length: 8 }, (_, at): Field => [0x9c9b + (at % 5), 'x'.repeat(15_000)]);
  const more = Array.from({ length: 8 }, (_, at): Field => [0xa433 + at, 'y'.repeat(15_000)]);
  const tiff = exifBlock({ main: [...long.slice(0, 5), [0x8298, rights]], photo: more });
  const { exif: told } = await toldBy(described({ bytes: tiff, format: 'tiff' }, 'jpeg'));
  expect(told?.main).toMatchObject({ 0x8298: rights });
});
