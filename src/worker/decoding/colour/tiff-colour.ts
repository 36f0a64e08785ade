import { Buffer } from 'node:buffer';
import { isAdobeRgb } from '../../bytes/exif-colour.ts';
import { adobeRgb } from './colour-space.ts';
import { profileOf } from './profile-of.ts';

const tags = { photometric: 262, profile: 34_675 } as const;
/** RGB and YCbCr: grey and inks have no use for the profile. */
const inColour: ReadonlySet<number> = new Set([2, 6]);
const entryBytes = 12;
const mostEntries = 0xffff;
const undefinedBytes = 7;

/**
 * A TIFF whose EXIF calls it Adobe RGB, with a profile in place of that; null for every other. Offsets stay: profile and
 * a longer first directory stand at the end. A BigTIFF is left alone.
 */
export function retaggedTiff(tiff: Buffer): Buffer | null {
  if (!isAdobeRgb(tiff)) return null;
  const isLittle = tiff[0] === 0x49;
  const short = (at: number) => (isLittle ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const start = isLittle ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  const count = short(start);
  const end = start + 2 + count * entryBytes;
  if (count === mostEntries || end + 4 > tiff.length || tiff.length > 0xf000_0000) return null;
  const places = Array.from({ length: count }, (_, index) => start + 2 + index * entryBytes);
  const colours = places.find((at) => short(at) === tags.photometric);
  const isKnown = places.some((at) => short(at) === tags.profile);
  if (isKnown || colours === undefined || !inColour.has(short(colours + 8))) return null;
  const profile = profileOf(adobeRgb, 'rgb');
  if (!profile) return null;
  const before = places.filter((at) => short(at) < tags.profile).length;
  const split = start + 2 + before * entryBytes;
  // Both must begin at even places.
  const profileAt = tiff.length + (tiff.length % 2);
  const directoryAt = profileAt + profile.length + (profile.length % 2);
  const directory = Buffer.concat([
    numberIn(count + 1, 2, isLittle),
    tiff.subarray(start + 2, split),
    numberIn(tags.profile, 2, isLittle),
    numberIn(undefinedBytes, 2, isLittle),
    numberIn(profile.length, 4, isLittle),
    numberIn(profileAt, 4, isLittle),
    tiff.subarray(split, end + 4),
  ]);
  return Buffer.concat([
    tiff.subarray(0, 4),
    numberIn(directoryAt, 4, isLittle),
    tiff.subarray(8),
    Buffer.alloc(profileAt - tiff.length),
    profile,
    Buffer.alloc(profile.length % 2),
    directory,
  ]);
}

function numberIn(value: number, length: 2 | 4, isLittle: boolean): Buffer {
  const bytes = Buffer.alloc(length);
  if (isLittle) bytes.writeUIntLE(value, 0, length);
  else bytes.writeUIntBE(value, 0, length);
  return bytes;
}
