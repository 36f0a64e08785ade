import type { ServeOptions } from '../../src/service/command/serve-options.ts';
import { QueuePage } from '../e2e/pages/queue-page.ts';
import { browserPages } from './browser.ts';
import { startService } from './service.ts';
import { expect } from './expect-page.ts';

/** Answers what opens the page on a service of the test's own. */
export function servicePages() {
  const openPage = browserPages();
  return async (given: Partial<ServeOptions> = {}, path = '/') => {
    const service = await startService(given);
    const page = await openPage();
    await page.goto(`${service.client.url}${path}`);
    await expect(page.locator('[data-app-state="ready"]')).toBeVisible();
    return { ...service, page, queue: new QueuePage(page) };
  };
}
