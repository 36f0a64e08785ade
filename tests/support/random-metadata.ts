import { Buffer } from 'node:buffer';
import * as fc from 'fast-check';
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
} from '../fixtures/told.ts';
import { exifBlock, type Field } from './exif-block.ts';

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
export const serial: Field = [0xa431, secrets.serial[0]];

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

/** A JPEG whose metadata hides places, a preview and a serial number, and says who owns the picture. */
export const telling = (jpeg: Buffer): fc.Arbitrary<Buffer> =>
  fc
    .record({ exif, packet, iptc })
    .map((told) =>
      withSegments(jpeg, [exifSegment(told.exif), xmpSegment(told.packet), iptcSegment(told.iptc)]),
    );
