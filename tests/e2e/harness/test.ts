import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { expect } from '../../support/expect-page.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { type LaunchOptions, launchApp, type RunningApp } from './launch.ts';
import { makeTempFolder } from './temp-folder.ts';

interface Fixtures {
  /** Set by tests that provoke the page's console; everywhere else an error in it fails the test. */
  readonly pageMayComplain: boolean;
  /** A fresh folder for the test's pictures. */
  readonly folder: string;
  /** A fresh folder for the app's own files. */
  readonly userData: string;
  /** Starts the app on the test's folders; it is ended with the test. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>;
  /** The app, started with nothing to do. */
  readonly running: RunningApp;
  readonly queue: QueuePage;
}

interface WorkerFixtures {
  /** The display of this worker's own, if it has one. */
  readonly display: string | undefined;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    async ({}, use, { parallelIndex }) => {
      const display = process.env['THUMBLINE_DISPLAYS']?.split(',')[parallelIndex];
      if (display !== undefined) process.env['DISPLAY'] = display;
      await use(display);
    },
    { scope: 'worker', auto: true },
  ],
  pageMayComplain: [false, { option: true }],
  folder: async ({}, use) => {
    const folder = makeTempFolder();
    await use(folder.path);
    folder.remove();
  },
  // Beside the pictures' folder and after it, so that the app is closed before its pictures are taken away.
  userData: async ({ folder }, use) => {
    const path = `${folder} user data`;
    await use(path);
    rmSync(path, { recursive: true, force: true, maxRetries: 5 });
  },
  launch: async ({ userData, pageMayComplain }, use) => {
    const started: RunningApp[] = [];
    await use(async (options = {}) => {
      // On Linux the trash is there, too: a test must not fill that of whoever runs it.
      const environment = { XDG_DATA_HOME: join(userData, 'data home'), ...options.environment };
      const running = await launchApp({ userData, ...options, environment });
      started.push(running);
      return running;
    });
    for (const running of started) await running.close().catch(() => undefined);
    const complaints = started.flatMap(({ pageErrors }) => pageErrors);
    if (!pageMayComplain) expect(complaints).toEqual([]);
  },
  running: async ({ launch }, use) => {
    await use(await launch());
  },
  queue: async ({ running }, use) => {
    await use(new QueuePage(running.page));
  },
});

export { expect };
