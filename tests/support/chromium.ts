import { existsSync } from 'node:fs';
import { type Browser, chromium } from '@playwright/test';

const programs = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** A real Chromium: the system's, as Playwright's own cannot be fetched everywhere. */
export function launchChromium(): Promise<Browser> {
  const executablePath = programs.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('chromium is missing: apt-get install chromium');
  }
  // Chromium's own sandbox does not work for root.
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
