import { Buffer } from 'node:buffer';
import { jpegSegments, segmentNames } from '../../bytes/jpeg-segments.ts';
import { writeExif } from '../exif/write-exif.ts';
import { iptcResource } from '../photoshop-resources.ts';
import type { CleanBlocks } from './clean-blocks.ts';

const markers = { app0: 0xe0, app1: 0xe1, app13: 0xed } as const;
const startBytes = 2;

function segment(marker: number, name: string, body: Buffer): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(2 + name.length + body.length, 2);
  return Buffer.concat([head, Buffer.from(name, 'latin1'), body]);
}

export function writeIntoJpeg(file: Buffer, { exif, xmp, iptc }: CleanBlocks): Buffer {
  const [first] = jpegSegments(file);
  // JFIF's own segment wants to be the first, and readers of EXIF look behind it.
  const at = first?.marker === markers.app0 ? first.end : startBytes;
  return Buffer.concat([
    file.subarray(0, at),
    ...(exif ? [segment(markers.app1, segmentNames.exif, writeExif(exif))] : []),
    ...(xmp ? [segment(markers.app1, segmentNames.xmp, xmp)] : []),
    ...(iptc ? [segment(markers.app13, segmentNames.photoshop, iptcResource(iptc))] : []),
    file.subarray(at),
  ]);
}
