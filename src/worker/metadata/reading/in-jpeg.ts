import { Buffer } from 'node:buffer';
import { jpegSegments, segmentNames } from '../../bytes/jpeg-segments.ts';
import { findResource, resource } from '../photoshop-resources.ts';
import { exifWithoutMark, type MetadataBlocks, mostBlockBytes } from './metadata-blocks.ts';

const markers = { app1: 0xe1, app13: 0xed } as const;
const names = {
  exif: segmentNames.exif,
  xmp: segmentNames.xmp,
  moreXmp: 'http://ns.adobe.com/xmp/extension/\0',
  photoshop: segmentNames.photoshop,
} as const;
/** Of a part of extended XMP: whose it is, the whole length, and where the part begins. */
const partHead = { id: 32, bytes: 40 } as const;

/** The rest of a long XMP packet; null unless every part of it is there. */
function joined(parts: readonly Buffer[]): Buffer | null {
  const [first] = parts;
  if (!first || first.length < partHead.bytes) return null;
  const length = first.readUInt32BE(partHead.id);
  if (length > mostBlockBytes) return null;
  const whole = Buffer.alloc(length);
  const id = first.subarray(0, partHead.id);
  let filled = 0;
  for (const part of parts) {
    if (part.length < partHead.bytes || !part.subarray(0, partHead.id).equals(id)) continue;
    if (part.readUInt32BE(partHead.id + 4) !== filled) return null;
    filled += part.copy(whole, filled, partHead.bytes);
  }
  return filled === length ? whole : null;
}

export function blocksInJpeg(bytes: Buffer): MetadataBlocks {
  const found: Record<keyof typeof names, Buffer[]> = {
    exif: [],
    xmp: [],
    moreXmp: [],
    photoshop: [],
  };
  for (const { marker, start, end } of jpegSegments(bytes)) {
    if (marker !== markers.app1 && marker !== markers.app13) continue;
    const segment = bytes.subarray(start, end);
    for (const kind of ['exif', 'xmp', 'moreXmp', 'photoshop'] as const) {
      const name = names[kind];
      if (segment.toString('latin1', 0, name.length) !== name) continue;
      found[kind].push(segment.subarray(name.length));
    }
  }
  const [exif = null] = found.exif;
  const more = joined(found.moreXmp);
  return {
    exif: exif && exifWithoutMark(exif),
    xmp: [...found.xmp.slice(0, 1), ...(more ? [more] : [])],
    // Long resources go on in the next segment.
    iptc: findResource(Buffer.concat(found.photoshop), resource.iptc),
  };
}
