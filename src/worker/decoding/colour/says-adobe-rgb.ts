import type { Buffer } from 'node:buffer';
import { isAdobeRgb } from '../../bytes/exif-colour.ts';
import { isFrame, jpegSegments, segmentNames } from '../../bytes/jpeg-segments.ts';

const markers = { app1: 0xe1, app2: 0xe2 } as const;

/** Whether a JPEG without a profile calls itself Adobe RGB; looked for in every JPEG, so that nothing is copied. */
export function isAdobeRgbJpeg(jpeg: Buffer): boolean {
  let isAdobe = false;
  for (const { marker, start, end } of jpegSegments(jpeg)) {
    if (end > jpeg.length) return false;
    const isNamed = (name: string) => jpeg.toString('latin1', start, start + name.length) === name;
    if (marker === markers.app2 && isNamed(segmentNames.profile)) return false;
    if (marker === markers.app1 && isNamed(segmentNames.exif))
      isAdobe ||= isAdobeRgb(jpeg.subarray(start + segmentNames.exif.length, end));
    // Grey and inks have no use for it.
    if (isFrame(marker) && jpeg[start + 5] !== 3) return false;
  }
  return isAdobe;
}
