import type { Browser, Page } from '@playwright/test';
import { afterAll, onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';

/**
 * One real Chromium for the tests of a file. Answers what opens a page that knows nothing of the others; what goes wrong
 * in a page fails its test.
 */
export function browserPages(): () => Promise<Page> {
  let browser: Promise<Browser> | null = null;
  afterAll(async () => (await browser)?.close());
  return async () => {
    browser ??= launchChromium();
    // A page of its own context: no storage, cookies or cache of another one.
    const page = await (await browser).newPage({ viewport: { width: 1280, height: 800 } });
    const problems: string[] = [];
    page.on('pageerror', (error) => problems.push(error.message));
    onTestFinished(async () => {
      await page.close();
      if (problems.length > 0) throw new Error(problems.join('\n'));
    });
    return page;
  };
}
