/** The window's page comes from our own scheme; pictures from another one, so that no page can be made of them. */
export const pageScheme = 'thumbline';
export const pictureScheme = 'thumb';
export const pageOrigin = `${pageScheme}://app`;
/** Of the small window for drops: Chromium zooms by origin, and it is not zoomed with the window. */
export const dropWindowOrigin = `${pageScheme}://drops`;

/** Where the page is served in development, or null. Packages ignore the variable. */
export function developmentOrigin(isPackaged: boolean, url: string | undefined): string | null {
  return isPackaged || !url ? null : new URL(url).origin;
}

/** Whether a frame at this address is one of our pages. */
export function isOurPage(address: string, development: string | null): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  if (development !== null && url.origin === development) return true;
  // Node's URL gives schemes it does not know the origin 'null'.
  return [pageOrigin, dropWindowOrigin].includes(`${url.protocol}//${url.host}`);
}
