import { Buffer } from 'node:buffer';
import { jpegSegments, segmentNames } from '../../bytes/jpeg-segments.ts';

const app1 = 0xe1;
const app2 = 0xe2;
const multiPicture = 'MPF\0';
/** ISO 21496-1, in the picture and in its gain map. */
const isoGainMap = 'urn:iso:std:iso:ts:21496:-1\0';
/** Of Adobe, whose one is that of Ultra HDR, and of Apple. */
const xmpNamespaces = ['http://ns.adobe.com/hdr-gain-map/1.0/', 'http://ns.apple.com/HDRGainMap/'];
const startOfImage = Buffer.of(0xff, 0xd8, 0xff);
/** A gain map, and with it a map of depth, a preview and a film. */
const mostPictures = 16;

const entryListTag = 0xb002;
const entryBytes = 16;
const directoryEntryBytes = 12;

interface Found {
  readonly saysGainMap: boolean;
  /** Where the index of further pictures begins, and where it ends. */
  readonly index: Buffer | null;
  /** Of the file, where its segments end. */
  readonly end: number;
}

/** What the segments of the JPEG say that begins at `start`. */
function lookAt(bytes: Buffer, start: number): Found {
  const jpeg = bytes.subarray(start);
  let saysGainMap = false;
  let index: Buffer | null = null;
  let last = 0;
  for (const { marker, start: from, end } of jpegSegments(jpeg)) {
    last = end;
    if (marker !== app1 && marker !== app2) continue;
    const segment = jpeg.subarray(from, end);
    const isNamed = (name: string) => segment.toString('latin1', 0, name.length) === name;
    if (marker === app1 && isNamed(segmentNames.xmp))
      saysGainMap ||= xmpNamespaces.some((name) => segment.includes(name));
    if (marker === app2 && isNamed(isoGainMap)) saysGainMap = true;
    if (marker === app2 && isNamed(multiPicture)) index ??= segment.subarray(multiPicture.length);
  }
  return { saysGainMap, index, end: start + last };
}

/** Where the multi-picture format (CIPA DC-007) says that further pictures begin, from the start of its index. */
function placesIn(index: Buffer): number[] {
  const order = index.toString('latin1', 0, 2);
  if (index.length < 14 || (order !== 'II' && order !== 'MM')) return [];
  const short = (at: number) => (order === 'II' ? index.readUInt16LE(at) : index.readUInt16BE(at));
  const long = (at: number) => (order === 'II' ? index.readUInt32LE(at) : index.readUInt32BE(at));
  const directory = long(4);
  if (directory + 2 > index.length) return [];
  const fitting = Math.floor((index.length - directory - 2) / directoryEntryBytes);
  for (let entry = 0; entry < Math.min(short(directory), fitting); entry += 1) {
    const at = directory + 2 + entry * directoryEntryBytes;
    if (short(at) !== entryListTag) continue;
    const list = long(at + 8);
    const count = Math.min(
      Math.floor(Math.min(long(at + 4), index.length - list) / entryBytes),
      mostPictures,
    );
    return Array.from({ length: Math.max(0, count) }, (_, one) =>
      long(list + one * entryBytes + 8),
    );
  }
  return [];
}

/** Where further pictures may begin: by their index, and, where the file says that it has a gain map, by looking for it. In order. */
function furtherPictures(bytes: Buffer, { saysGainMap, index, end }: Found): number[] {
  const places: number[] = [];
  if (index) {
    const origin = index.byteOffset - bytes.byteOffset;
    for (const place of placesIn(index)) places.push(origin + place);
  }
  let at = saysGainMap ? bytes.indexOf(startOfImage, end) : -1;
  for (let count = 0; count < mostPictures && at >= 0; count += 1) {
    places.push(at);
    // Coded data holds no such bytes.
    at = bytes.indexOf(startOfImage, at + 1);
  }
  return places.toSorted((one, other) => one - other);
}

/** Whether a picture follows that makes this one brighter on other screens: Ultra HDR, ISO 21496-1, and what iPhones write. */
export function hasJpegGainMap(bytes: Buffer): boolean {
  const found = lookAt(bytes, 0);
  if (!found.saysGainMap && found.index === null) return false;
  let { end } = found;
  for (const place of furtherPictures(bytes, found)) {
    const isPicture = bytes.subarray(place, place + startOfImage.length).equals(startOfImage);
    // Pictures do not overlap; places in a file that harms might, so that its segments were walked again for each.
    if (!isPicture || place < end) continue;
    const further = lookAt(bytes, place);
    if (further.saysGainMap) return true;
    ({ end } = further);
  }
  return false;
}
