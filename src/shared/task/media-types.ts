import type { WritableFormat } from './format.ts';

/** What a format is called in HTTP and HTML. */
export const mediaTypes: Readonly<Record<WritableFormat, string>> = {
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  avif: 'image/avif',
  gif: 'image/gif',
  tiff: 'image/tiff',
  ico: 'image/x-icon',
  icns: 'image/icns',
};
