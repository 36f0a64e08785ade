import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { writeSite } from '../../../scripts/site/write-site.js';
import { violationsInBothThemes } from '../../e2e/harness/violations.ts';
import { browserPages } from '../../support/browser.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { open: openPage } = browserPages();

it.each([360, 1280])('the site can be read from disk, %i pixels wide', async (width) => {
  const folder = join(tempFolder(), 'site');
  writeSite(folder);
  const page = await openPage();
  await page.setViewportSize({ width, height: 800 });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(join(folder, 'index.html')).href);
  // Also those that wait until they are seen.
  await page.evaluate(() => {
    for (const image of document.images) image.loading = 'eager';
  });
  await page.waitForFunction(() => Array.from(document.images).every(({ complete }) => complete));
  const seen = await page.evaluate(() => ({
    broken: Array.from(document.images).filter(({ naturalWidth }) => naturalWidth === 0).length,
    width: document.documentElement.scrollWidth,
  }));
  expect(seen).toEqual({ broken: 0, width });
  expect(asked.filter((url) => !url.startsWith('file:'))).toEqual([]);
  expect(await violationsInBothThemes(page)).toEqual([]);
});
