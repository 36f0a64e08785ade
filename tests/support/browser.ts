import type { Browser, Page } from '@playwright/test';
import { afterAll, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';

/** One real Chromium for the tests of a file. Answers what opens a page that knows nothing of the others. */
function browserOfFile(): () => Promise<Page> {
  let browser: Promise<Browser> | null = null;
  afterAll(async () => (await browser)?.close());
  return async () => {
    browser ??= launchChromium();
    // A page of its own context: no storage, cookies or cache of another one.
    return (await browser).newPage({ viewport: { width: 1280, height: 800 } });
  };
}

/** What goes wrong in the page fails the running test. */
function failOnErrors(page: Page): void {
  const problems: string[] = [];
  const note = (error: Error) => problems.push(error.message);
  page.on('pageerror', note);
  onTestFinished(() => {
    page.off('pageerror', note);
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
}

export interface BrowserPages {
  /** A page of the test's own. */
  readonly open: () => Promise<Page>;
  /** The page of the file, with nothing kept in it: what it loads is compiled already. */
  readonly reuse: () => Promise<Page>;
}

export function browserPages(): BrowserPages {
  const openPage = browserOfFile();
  let shared: Promise<Page> | null = null;
  return {
    open: async () => {
      const page = await openPage();
      onTestFinished(() => page.close());
      failOnErrors(page);
      return page;
    },
    reuse: async () => {
      const isNew = shared === null;
      shared ??= openPage();
      const page = await shared;
      if (!isNew) {
        await page.unrouteAll();
        await page.context().clearPermissions();
        await page.context().clearCookies();
        await page.evaluate(() => localStorage.clear());
      }
      failOnErrors(page);
      return page;
    },
  };
}
