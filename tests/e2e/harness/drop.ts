import type { Locator, Page } from '@playwright/test';

/**
 * A true drop of files and folders from disk: Chromium makes the event, so it is trusted
 * and the paths are real.
 */
export async function dropFiles(page: Page, target: Locator, files: string[]): Promise<void> {
  const box = await target.boundingBox();
  if (box === null) throw new Error('Nothing to drop on.');
  const point = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const client = await page.context().newCDPSession(page);
  const data = { items: [], files, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    await client.send('Input.dispatchDragEvent', { type, ...point, data });
  }
  await client.detach();
}
