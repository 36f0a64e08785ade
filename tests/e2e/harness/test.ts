import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { test as base } from '@playwright/test';
import { expect } from '../../support/expect-page.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { type LaunchOptions, launchApp, type RunningApp } from './launch.ts';
import { emptyQueue, shareApp, type SharedApp } from './shared-app.ts';
import { makeTempFolder } from './temp-folder.ts';

interface Fixtures {
  /** Set by tests that provoke the page's console; everywhere else an error in it fails the test. */
  readonly pageMayComplain: boolean;
  /** Set where the app moves as for most people. Elsewhere it is still, which is much faster. */
  readonly isMoving: boolean;
  /** A fresh folder for the test's pictures. */
  readonly folder: string;
  /** A fresh folder for the own files of an app that the test launches. */
  readonly userData: string;
  /** Starts an app of the test's own on its folders; it is ended with the test. */
  readonly launch: (options?: Partial<LaunchOptions>) => Promise<RunningApp>;
  /** The app with nothing to do and all as at its first start. Tests share it. */
  readonly running: RunningApp;
  readonly queue: QueuePage;
}

interface WorkerFixtures {
  /** The display of this worker's own, if it has one. */
  readonly display: string | undefined;
  readonly sharedApp: SharedApp;
}

/** On Linux the trash is there, too: a test must not fill that of whoever runs it. */
const environmentOf = (userData: string) => ({ XDG_DATA_HOME: join(userData, 'data home') });

export const test = base.extend<Fixtures, WorkerFixtures>({
  display: [
    async ({}, use, { parallelIndex }) => {
      const display = process.env['THUMBLINE_DISPLAYS']?.split(',')[parallelIndex];
      if (display !== undefined) process.env['DISPLAY'] = display;
      await use(display);
    },
    { scope: 'worker', auto: true },
  ],
  sharedApp: [
    async ({}, use) => {
      const sharedApp = shareApp(environmentOf);
      await use(sharedApp);
      await sharedApp.close();
    },
    { scope: 'worker' },
  ],
  pageMayComplain: [false, { option: true }],
  isMoving: [false, { option: true }],
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
  launch: async ({ userData, isMoving, pageMayComplain }, use) => {
    const started: RunningApp[] = [];
    await use(async (options = {}) => {
      const environment = { ...environmentOf(userData), ...options.environment };
      const isStill = !isMoving;
      const running = await launchApp({ userData, isStill, ...options, environment });
      started.push(running);
      return running;
    });
    for (const running of started) await running.close().catch(() => undefined);
    const complaints = started.flatMap(({ pageErrors }) => pageErrors);
    if (!pageMayComplain) expect(complaints).toEqual([]);
  },
  running: async ({ folder, sharedApp, isMoving, pageMayComplain }, use) => {
    const running = await sharedApp.open(folder);
    if (isMoving) await running.page.emulateMedia({ reducedMotion: 'no-preference' });
    await use(running);
    const complaints = [...running.pageErrors];
    // Pictures that the page still loads are not there any more.
    await emptyQueue(running);
    if (!pageMayComplain) expect(complaints).toEqual([]);
  },
  queue: async ({ running }, use) => {
    await use(new QueuePage(running.page));
  },
});

export { expect };
