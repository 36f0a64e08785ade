import { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { findResource, resource } from '../photoshop-resources.ts';
import { exifWithoutMark, type MetadataBlocks, unpackFew } from './metadata-blocks.ts';

const signatureBytes = 8;
const frameBytes = 12;
/** Of a keyword, its zero included. */
const mostKeywordBytes = 80;
/** Of the name and the length before hexadecimal digits. */
const mostHeadBytes = 100;

type Unpack = (packed: Buffer) => Buffer | null;

/** The text of a chunk, from behind its keyword. */
function textIn(type: string, body: Buffer, unpack: Unpack): Buffer | null {
  if (type === 'tEXt') return body;
  if (type === 'zTXt') return unpack(body.subarray(1));
  // Whether and how it is compressed, its language, and the keyword in that.
  const language = body.indexOf(0, 2);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = body.subarray(translated + 1);
  return body[0] === 1 ? unpack(text) : text;
}

/** What ImageMagick and others write for want of a chunk: a name, a length, and the bytes as hexadecimal digits. */
function fromDigits(text: Buffer): Buffer {
  const [head = ''] = /^\s*\w+\s+\d+\s/.exec(text.toString('latin1', 0, mostHeadBytes)) ?? [];
  const digits = head === '' ? '' : text.toString('latin1', head.length);
  return Buffer.from(digits.replaceAll(/\s/g, ''), 'hex');
}

interface Profile {
  readonly kind: keyof MetadataBlocks;
  readonly read: (text: Buffer) => MetadataBlocks;
}

/** A map, since a file may use any word, such as the name of a method. */
const byKeyword: ReadonlyMap<string, Profile> = new Map<string, Profile>([
  ['XML:com.adobe.xmp', { kind: 'xmp', read: (text) => ({ xmp: [text] }) }],
  ['Raw profile type xmp', { kind: 'xmp', read: (text) => ({ xmp: [fromDigits(text)] }) }],
  [
    'Raw profile type exif',
    { kind: 'exif', read: (text) => ({ exif: exifWithoutMark(fromDigits(text)) }) },
  ],
  ['Raw profile type iptc', { kind: 'iptc', read: (text) => ({ iptc: iptcIn(fromDigits(text)) }) }],
]);

/** Within Photoshop's frame or without it. */
const iptcIn = (bytes: Buffer) => findResource(bytes, resource.iptc) ?? bytes;

interface Chunk {
  readonly type: string;
  readonly body: Buffer;
}

/** What a chunk adds to what was found before it. */
function blocksInChunk(
  { type, body }: Chunk,
  found: MetadataBlocks,
  unpack: Unpack,
): MetadataBlocks {
  if (type === 'eXIf') return { exif: exifWithoutMark(body) };
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return {};
  const end = body.subarray(0, mostKeywordBytes).indexOf(0);
  const profile = byKeyword.get(body.toString('latin1', 0, Math.max(0, end)));
  if (!profile || found[profile.kind]) return {};
  const text = textIn(type, body.subarray(end + 1), unpack);
  return text ? profile.read(text) : {};
}

export function blocksInPng(bytes: Buffer): MetadataBlocks {
  const found: MetadataBlocks = {};
  const unpack = unpackFew(inflateSync);
  for (let at = signatureBytes; at + frameBytes <= bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const length = bytes.readUInt32BE(at);
    if (type === 'IEND') break;
    const body = bytes.subarray(at + 8, at + 8 + length);
    // Of two of a kind the first counts.
    Object.assign(found, { ...blocksInChunk({ type, body }, found, unpack), ...found });
    at += frameBytes + length;
  }
  return found;
}
