import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { onTestFinished } from 'vitest';

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The page as `npm run build:web` makes it, in a folder of the test's own. */
export async function buildPage(folder: string): Promise<string> {
  const configFile = join(import.meta.dirname, '../../vite.web.config.ts');
  await build({ configFile, logLevel: 'error', build: { outDir: folder } });
  return folder;
}

/** A page in a real Chromium; what goes wrong in it fails the test. */
export async function openBrowser(): Promise<Page> {
  const executablePath = programs.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('chromium is missing: apt-get install chromium');
  }
  // Chromium's own sandbox does not work for root.
  const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
  const problems: string[] = [];
  page.on('pageerror', (error) => problems.push(error.message));
  onTestFinished(async () => {
    await browser.close();
    if (problems.length > 0) throw new Error(problems.join('\n'));
  });
  return page;
}
