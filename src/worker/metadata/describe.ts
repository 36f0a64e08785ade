import type { Buffer } from 'node:buffer';
import { formats, type SourceFormat } from '../../shared/formats/formats.ts';
import type { ColourSpace } from '../../shared/formats/encoding.ts';
import type { MetadataOptions } from '../../shared/task/metadata-policy.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { type Exif, tags } from './exif/exif-field.ts';
import { readExif } from './exif/read-exif.ts';
import { fitting, shortField, longField, isEmpty } from './exif/write-exif.ts';
import { cleanIptc, iptcAsXmp } from './iptc/clean-iptc.ts';
import { type Dataset, readIptc, writeIptc } from './iptc/iptc-records.ts';
import { findBlocks } from './reading/find-blocks.ts';
import { type Rights, rightsAsExif, rightsAsXmp, rightsIn } from './rights.ts';
import type { CleanBlocks } from './writing/clean-blocks.ts';
import { writeIntoAvif } from './writing/into-avif.ts';
import { writeIntoGif, writeIntoPng, writeIntoWebp } from './writing/into-chunks.ts';
import { writeIntoJpeg } from './writing/into-jpeg.ts';
import { writeIntoTiff } from './writing/into-tiff.ts';
import { cleanXmp } from './xmp/clean-xmp.ts';
import { parseXmp } from './xmp/parse-xmp.ts';
import { namespaces, type XmlElement, type Xmp } from './xmp/xmp-tree.ts';
import { writeXmp } from './xmp/write-xmp.ts';

/** Puts into an encoded file without metadata what its source says of itself, as far as the policy lets it. */
export type Describe = (file: Buffer, made: PlannedOutput, colours?: ColourSpace) => Buffer;

interface Said {
  readonly exif: Exif | null;
  readonly xmp: Xmp | null;
  readonly iptc: readonly Dataset[];
}

/** What is told before, in one. Of two parts that state the same the first counts. */
function merged(packets: readonly (Xmp | null)[]): Xmp | null {
  const properties = new Map<string, XmlElement>();
  for (const packet of packets) {
    for (const [name, property] of packet ?? []) {
      if (!properties.has(name)) properties.set(name, property);
    }
  }
  return properties.size > 0 ? properties : null;
}

function read(source: Buffer, format: SourceFormat): Said {
  const { exif, xmp = [], iptc } = findBlocks(source, format);
  return {
    exif: (exif && readExif(exif)?.all()) ?? null,
    xmp: merged(xmp.map(parseXmp)),
    iptc: iptc ? readIptc(iptc) : [],
  };
}

/** As EXIF says it; any other than sRGB is left to the profile. */
const exifColours = { srgb: 1, 'display-p3': 0xffff } as const;

interface Described extends PlannedOutput {
  readonly colours: ColourSpace;
}

/** With the size and the colours that the pixels have now. */
function exifFor(exif: Exif, { width, height, colours }: Described): Exif {
  return {
    ...exif,
    main: [...exif.main, shortField(tags.orientation, 1)],
    photo: [
      ...exif.photo,
      shortField(tags.colourSpace, exifColours[colours]),
      longField(tags.width, width),
      longField(tags.height, height),
    ],
  };
}

/** The same of XMP, where it speaks of it. */
function xmpFor(xmp: Xmp, { width, height, format, colours }: Described): Xmp {
  const { tiff, exif, dc } = namespaces;
  // A map, since a file may use any name, such as that of a method.
  const now: ReadonlyMap<string, string> = new Map([
    [`${tiff}Orientation`, '1'],
    [`${tiff}ImageWidth`, String(width)],
    [`${tiff}ImageLength`, String(height)],
    [`${exif}PixelXDimension`, String(width)],
    [`${exif}PixelYDimension`, String(height)],
    [`${exif}ColorSpace`, String(exifColours[colours])],
    [`${dc}format`, formats[format].mediaType],
  ]);
  const updated = new Map<string, XmlElement>();
  for (const [name, property] of xmp) {
    const value = now.get(name);
    updated.set(
      name,
      value === undefined ? property : { ...property, attributes: [], children: [value] },
    );
  }
  return updated;
}

type BlocksFor = (made: Described) => CleanBlocks;

function onlyRights(rights: Rights): BlocksFor {
  const exif = rightsAsExif(rights);
  return ({ format }) => {
    if (format === 'gif') return { exif: null, xmp: writeXmp(rightsAsXmp(rights)), iptc: null };
    return { exif, xmp: null, iptc: null };
  };
}

/** JPEG and TIFF have a place for IPTC's older form; the others hear it in XMP. */
const holdsIptc = (format: string) => format === 'jpeg' || format === 'tiff';

function everything(said: Said, rights: Rights, keepsGps: boolean): BlocksFor {
  const clean = said.exif && { ...said.exif, place: keepsGps ? said.exif.place : [] };
  const exif = clean && !isEmpty(clean) ? fitting(clean) : null;
  const iptc = cleanIptc(said.iptc, keepsGps);
  const xmp = said.xmp && cleanXmp(said.xmp, keepsGps);
  return (made) => {
    const { format } = made;
    const packet = merged([
      xmp && xmpFor(xmp, made),
      holdsIptc(format) ? null : iptcAsXmp(iptc),
      format === 'gif' ? rightsAsXmp(rights) : null,
    ]);
    return {
      exif: exif && exifFor(exif, made),
      xmp: packet && writeXmp(packet),
      iptc: iptc.length > 0 ? writeIptc(iptc) : null,
    };
  };
}

type Write = (file: Buffer, blocks: CleanBlocks, made: PlannedOutput) => Buffer;

/** An icon says nothing of itself. */
const writers: Readonly<Record<PlannedOutput['format'], Write>> = {
  jpeg: writeIntoJpeg,
  png: writeIntoPng,
  webp: writeIntoWebp,
  avif: writeIntoAvif,
  gif: writeIntoGif,
  tiff: writeIntoTiff,
  ico: (file) => file,
  icns: (file) => file,
};

/** Reads once what a source says of itself; what comes of it goes into each of its results. */
export function describeAs(
  source: Buffer,
  format: SourceFormat,
  { metadata, keepsGps }: MetadataOptions,
): Describe {
  if (metadata === 'none') return (file) => file;
  const said = read(source, format);
  const rights = rightsIn(said);
  const blocksFor =
    metadata === 'copyright' ? onlyRights(rights) : everything(said, rights, keepsGps);
  return (file, made, colours = 'srgb') => {
    const blocks = blocksFor({ ...made, colours });
    const isSilent = !blocks.exif && !blocks.xmp && !blocks.iptc;
    return isSilent ? file : writers[made.format](file, blocks, made);
  };
}
