import type { Page } from '@playwright/test';
import { onTestFinished } from 'vitest';
import { launchChromium } from './chromium.ts';

/** A page in a real Chromium; what goes wrong in it fails the test. */
export async function openBrowser(): Promise<Page> {
  const browser = await launchChromium();
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  onTestFinished(async () => {
    await browser.close();
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  return page;
}
