import { Buffer } from 'node:buffer';
import { jpegSegments, segmentNames } from '../../bytes/jpeg-segments.ts';
import { adobeRgb } from './colour-space.ts';
import { profileOf } from './profile-of.ts';
import type { StandIn } from './stand-in.ts';

const startOfImage = 2;
const app2 = 0xffe2;
const profileName = segmentNames.profile;

const hasProfile = (jpeg: Buffer) =>
  [...jpegSegments(jpeg)].some(
    ({ start }) => jpeg.toString('latin1', start, start + profileName.length) === profileName,
  );

/** The JPEG with a profile of Adobe RGB in place of what EXIF says; null where it has one. Its pixels stay as they are coded, so that they can be reduced while they are decoded. */
export function retaggedJpeg(jpeg: Buffer): Buffer | null {
  const profile = hasProfile(jpeg) ? null : profileOf(adobeRgb, 'rgb');
  if (!profile) return null;
  const head = Buffer.alloc(4 + profileName.length + 2);
  head.writeUInt16BE(app2, 0);
  head.writeUInt16BE(head.length - 2 + profile.length, 2);
  head.write(profileName, 4, 'latin1');
  // The first of one.
  head.writeUInt16BE(0x0101, head.length - 2);
  return Buffer.concat([
    jpeg.subarray(0, startOfImage),
    head,
    profile,
    jpeg.subarray(startOfImage),
  ]);
}

/** The same for one that says it is Adobe RGB and has no profile, without the copy of it that this takes. */
export function standInForAdobeRgb(jpeg: Buffer): StandIn | null {
  const icc = profileOf(adobeRgb, 'rgb');
  return icc && { icc, tagged: () => retaggedJpeg(jpeg) ?? jpeg };
}
