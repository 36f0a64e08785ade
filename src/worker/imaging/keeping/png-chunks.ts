import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';

const signature = Buffer.from('89504e470d0a1a0a', 'hex');
/** Length, type and checksum. */
const frameBytes = 12;
const headBytes = 13;

/** What the pixels need. */
const needed: ReadonlySet<string> = new Set(['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND', 'sRGB']);
/** Films and colours beyond sRGB. */
const refused: ReadonlySet<string> = new Set(['acTL', 'fcTL', 'fdAT', 'cICP', 'mDCV', 'cLLI']);

/** Gamma and primaries of sRGB, times 100,000. */
const srgbValues: Readonly<Record<string, readonly number[]>> = {
  gAMA: [45_455],
  cHRM: [31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6_000],
};
const tolerance = 100;

function saysSrgb(type: string, body: Buffer): boolean {
  const values = srgbValues[type];
  if (!values) return true;
  if (body.length !== values.length * 4) return false;
  return values.every((value, at) => Math.abs(body.readUInt32BE(at * 4) - value) <= tolerance);
}

/** XMP is text, as it stands or compressed. */
function metadataIn(type: string, body: Buffer): 'exif' | 'xmp' | null {
  if (type === 'eXIf') return 'exif';
  const isText = type === 'iTXt' || type === 'zTXt';
  return isText && body.toString('latin1', 0, 18) === 'XML:com.adobe.xmp\0' ? 'xmp' : null;
}

/** A lower-case first letter: readers may pass over it. */
const isAncillary = (type: string) => /^[a-z]/.test(type);

/**
 * A PNG without the chunks that hold metadata and colour profiles, and without what follows its end. No pixel changes.
 * Null when anything in it is odd.
 */
export function strippedPng(bytes: Buffer): Buffer | null {
  if (!bytes.subarray(0, signature.length).equals(signature)) return null;
  const parts: Buffer[] = [signature];
  const seen = new Set<string>();
  for (let at = signature.length; at + frameBytes <= bytes.length;) {
    const end = at + frameBytes + bytes.readUInt32BE(at);
    if (end > bytes.length) return null;
    const type = bytes.toString('latin1', at + 4, at + 8);
    const body = bytes.subarray(at + 8, end - 4);
    if (!/^[A-Za-z]{4}$/.test(type) || refused.has(type) || !saysSrgb(type, body)) return null;
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) return null;
    const isFirst = parts.length === 1 && seen.size === 0;
    if (isFirst !== (type === 'IHDR')) return null;
    if (type === 'IHDR' && (body.length !== headBytes || (body[8] ?? 16) > 8)) return null;
    const metadata = metadataIn(type, body);
    if (metadata !== null && seen.has(metadata)) return null;
    if (!needed.has(type) && !isAncillary(type)) return null;
    if (needed.has(type)) parts.push(bytes.subarray(at, end));
    seen.add(metadata ?? type);
    if (type === 'IEND') return seen.has('IDAT') ? Buffer.concat(parts) : null;
    at = end;
  }
  return null;
}
