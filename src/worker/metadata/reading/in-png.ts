import { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';
import { findResource, resource } from '../photoshop-resources.ts';
import { exifWithoutMark, type MetadataBlocks, mostBlockBytes } from './metadata-blocks.ts';

const signatureBytes = 8;
const frameBytes = 12;
/** Of a keyword, its zero included. */
const mostKeywordBytes = 80;
/** Of the name and the length before hexadecimal digits. */
const mostHeadBytes = 100;

function inflated(text: Buffer): Buffer | null {
  try {
    return inflateSync(text, { maxOutputLength: mostBlockBytes });
  } catch {
    return null;
  }
}

/** The text of a chunk, from behind its keyword. */
function textIn(type: string, body: Buffer): Buffer | null {
  if (type === 'tEXt') return body;
  if (type === 'zTXt') return inflated(body.subarray(1));
  // Whether and how it is compressed, its language, and the keyword in that.
  const language = body.indexOf(0, 2);
  const translated = language < 0 ? -1 : body.indexOf(0, language + 1);
  if (translated < 0) return null;
  const text = body.subarray(translated + 1);
  return body[0] === 1 ? inflated(text) : text;
}

/** What ImageMagick and others write for want of a chunk: a name, a length, and the bytes as hexadecimal digits. */
function fromDigits(text: Buffer): Buffer {
  const [head = ''] = /^\s*\w+\s+\d+\s/.exec(text.toString('latin1', 0, mostHeadBytes)) ?? [];
  const digits = head === '' ? '' : text.toString('latin1', head.length);
  return Buffer.from(digits.replaceAll(/\s/g, ''), 'hex');
}

type Found = { -readonly [Kind in keyof MetadataBlocks]: MetadataBlocks[Kind] };

const byKeyword: Readonly<Record<string, (text: Buffer) => MetadataBlocks>> = {
  'XML:com.adobe.xmp': (text) => ({ xmp: [text] }),
  'Raw profile type xmp': (text) => ({ xmp: [fromDigits(text)] }),
  'Raw profile type exif': (text) => ({ exif: exifWithoutMark(fromDigits(text)) }),
  'Raw profile type iptc': (text) => ({ iptc: iptcIn(fromDigits(text)) }),
};

/** Within Photoshop's frame or without it. */
const iptcIn = (bytes: Buffer) => findResource(bytes, resource.iptc) ?? bytes;

function blocksInChunk(type: string, body: Buffer): MetadataBlocks {
  if (type === 'eXIf') return { exif: exifWithoutMark(body) };
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return {};
  const end = body.subarray(0, mostKeywordBytes).indexOf(0);
  const read = byKeyword[body.toString('latin1', 0, Math.max(0, end))];
  const text = read && textIn(type, body.subarray(end + 1));
  return text ? read(text) : {};
}

export function blocksInPng(bytes: Buffer): MetadataBlocks {
  const found: Found = {};
  for (let at = signatureBytes; at + frameBytes <= bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    const length = bytes.readUInt32BE(at);
    if (type === 'IEND') break;
    const { exif, xmp, iptc } = blocksInChunk(type, bytes.subarray(at + 8, at + 8 + length));
    found.exif ??= exif ?? null;
    if (xmp) found.xmp ??= xmp;
    found.iptc ??= iptc ?? null;
    at += frameBytes + length;
  }
  return found;
}
