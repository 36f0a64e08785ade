import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../../shared/formats/formats.ts';
import { webpChunks } from '../../bytes/riff.ts';
import { tags } from '../exif/exif-field.ts';
import { readExif } from '../exif/read-exif.ts';
import { findResource, resource } from '../photoshop-resources.ts';
import { blocksInJpeg2000, blocksInJxl } from './in-boxes.ts';
import { blocksInHeif } from './in-heif.ts';
import { blocksInJpeg } from './in-jpeg.ts';
import { blocksInPng } from './in-png.ts';
import { exifWithoutMark, type MetadataBlocks } from './metadata-blocks.ts';

function blocksInWebp(bytes: Buffer): MetadataBlocks {
  const chunks = webpChunks(bytes) ?? [];
  const bodyOf = (wanted: string) => chunks.find(({ type }) => type === wanted)?.body;
  const [exif, xmp] = [bodyOf('EXIF'), bodyOf('XMP ')];
  return { exif: exif ? exifWithoutMark(exif) : null, xmp: xmp ? [xmp] : [] };
}

/** Such a file is EXIF itself. Most RAW files are, too. */
function blocksInTiff(bytes: Buffer): MetadataBlocks {
  const tiff = readExif(bytes);
  if (!tiff) return {};
  const [xmp, photoshop] = [tiff.raw(tags.xmp), tiff.raw(tags.photoshop)];
  return {
    exif: bytes,
    xmp: xmp ? [xmp] : [],
    iptc: tiff.raw(tags.iptc) ?? (photoshop && findResource(photoshop, resource.iptc)),
  };
}

const psdHeadBytes = 26;

/** Behind the header and a table of colours, each section with its length first. */
function blocksInPsd(bytes: Buffer): MetadataBlocks {
  const sectionAt = (at: number) =>
    at + 4 > bytes.length ? bytes.length : at + 4 + bytes.readUInt32BE(at);
  const start = sectionAt(psdHeadBytes);
  const resources = bytes.subarray(start + 4, sectionAt(start));
  const xmp = findResource(resources, resource.xmp);
  return {
    exif: findResource(resources, resource.exif),
    xmp: xmp ? [xmp] : [],
    iptc: findResource(resources, resource.iptc),
  };
}

const gifXmp = 'XMP DataXMP';
/** The bytes that lead a reader of GIF out of text that it does not know. */
const gifXmpEnd = '01fffefdfc';

function blocksInGif(bytes: Buffer): MetadataBlocks {
  const name = bytes.indexOf(gifXmp, 0, 'latin1');
  const start = name + gifXmp.length;
  const end = name < 0 ? -1 : bytes.indexOf(gifXmpEnd, start, 'hex');
  return end < 0 ? {} : { xmp: [bytes.subarray(start, end)] };
}

const finders: Readonly<Partial<Record<SourceFormat, (bytes: Buffer) => MetadataBlocks>>> = {
  jpeg: blocksInJpeg,
  png: blocksInPng,
  webp: blocksInWebp,
  gif: blocksInGif,
  tiff: blocksInTiff,
  raw: blocksInTiff,
  avif: blocksInHeif,
  heif: blocksInHeif,
  psd: blocksInPsd,
  jxl: blocksInJxl,
  jpeg2000: blocksInJpeg2000,
};

/** What the bytes of a file say of it, not looked into. Never throws for bad bytes. */
export function findBlocks(bytes: Buffer, format: SourceFormat): MetadataBlocks {
  return finders[format]?.(bytes) ?? {};
}
