import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { beforeAll } from 'vitest';
import type { ServeOptions } from '../../src/service/command/serve-options.ts';
import { QueuePage } from '../e2e/pages/queue-page.ts';
import { browserPages } from './browser.ts';
import { buildPage } from './build-page.ts';
import { startService } from './service.ts';

/** Builds the page for the tests of a file. Answers what opens it on a service of the test's own. */
export function servicePages() {
  let pageFolder = '';
  const openPage = browserPages();
  beforeAll(async () => {
    pageFolder = mkdtempSync(join(tmpdir(), 'thumbline-page-'));
    await buildPage(pageFolder);
    return () => rmSync(pageFolder, { recursive: true, force: true });
  });
  return async (given: Partial<ServeOptions> = {}, path = '/') => {
    const service = await startService(given, { pageFolder });
    const page = await openPage();
    await page.goto(`${service.client.url}${path}`);
    await expect(page.locator('[data-app-state="ready"]')).toBeVisible();
    return { ...service, page, queue: new QueuePage(page) };
  };
}
