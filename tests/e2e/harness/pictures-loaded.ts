import { expect, type Page } from '@playwright/test';

/**
 * Waits until every picture on the page is there. A preview that is replaced while it loads is gone, and the console says so.
 */
export async function picturesLoaded(page: Page): Promise<void> {
  const areThere = () =>
    page.evaluate(() =>
      [...document.images].every(({ complete, naturalWidth }) => complete && naturalWidth > 0),
    );
  await expect.poll(areThere).toBe(true);
}
