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

/** Whether Chromium and its like draw it; of an icon they draw the largest picture. */
export function isDrawnByBrowsers(format: WritableFormat): boolean {
  return format !== 'tiff' && format !== 'icns';
}
