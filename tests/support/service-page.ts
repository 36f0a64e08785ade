import type { Page } from '@playwright/test';
import { afterAll, expect, onTestFinished } from 'vitest';
import type { ServeOptions } from '../../src/service/command/serve-options.ts';
import { makeTempFolder } from '../e2e/harness/temp-folder.ts';
import { QueuePage } from '../e2e/pages/queue-page.ts';
import { browserPages } from './browser.ts';
import { expect as expectPage } from './expect-page.ts';
import { launchService, type StartedService, startService } from './service.ts';

type Launched = Awaited<ReturnType<typeof launchService>>;

/** Waits until there are no tasks, and no history of any. */
async function empty({ service: { engine } }: StartedService['serving']): Promise<void> {
  engine.resume();
  engine.remove('all');
  const left = async () => {
    await engine.forgetHistory(Date.now());
    return (await engine.searchHistory({ text: '', before: null, limit: 1 })).tasks;
  };
  await expect.poll(left).toEqual([]);
}

/** One service for the tests of a file, as they find it: with no tasks. */
function serviceOfFile(): () => Promise<StartedService> {
  let launched: Promise<Launched> | null = null;
  const folder = makeTempFolder();
  afterAll(async () => {
    await (await launched)?.close();
    folder.remove();
  });
  return async () => {
    launched ??= launchService({ store: folder.path });
    const { serving } = await launched;
    onTestFinished(() => empty(serving));
    return launched;
  };
}

/** `open` opens the page on the file's service, `openOwn` on one of the test's own. */
export function servicePages() {
  const pages = browserPages();
  const shared = serviceOfFile();
  const show = async (service: StartedService, page: Page, path: string) => {
    await page.goto(`${service.client.url}${path}`);
    await expectPage(page.locator('[data-app-state="ready"]')).toBeVisible();
    return { ...service, page, queue: new QueuePage(page) };
  };
  return {
    open: async () => show(await shared(), await pages.reuse(), '/'),
    openOwn: async (given: Partial<ServeOptions> = {}, path = '/') =>
      show(await startService(given), await pages.open(), path),
  };
}
