import { join } from 'node:path';
import type { ElectronApplication, Page } from '@playwright/test';
import type { RunningApp } from '../../tests/e2e/harness/launch.ts';
import { type RunningService, startService } from '../../tests/e2e/harness/service.ts';
import { launchChromium } from '../../tests/support/chromium.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

export const usualSize: WindowSize = { width: 1240, height: 800 };

interface Server {
  readonly url: string;
  readonly token: string;
}

/** The app while its pictures are taken. `photos` holds the photographs, `workFolder` is for what a scene writes. */
export interface Stage {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly photos: string;
  readonly workFolder: string;
  readonly resize: (size: WindowSize) => Promise<void>;
  /** Holds the worker processes where they are, so that a picture of running work can be taken; answers what lets them go on. */
  readonly freezeWorkers: () => Promise<() => void>;
  /** A Thumbline server on this computer, the same each time. */
  readonly server: () => Promise<Server>;
  /** A page in a browser of the same theme and usual size. */
  readonly openTab: (url: string) => Promise<Page>;
  readonly close: () => Promise<void>;
}

interface StageParts {
  readonly running: RunningApp;
  readonly photos: string;
  readonly workFolder: string;
  readonly theme: 'light' | 'dark';
}

async function workerProcesses(page: Page): Promise<readonly number[]> {
  return page.evaluate(async () => {
    const answer = await window.thumbline.readMonitor();
    return answer.ok ? answer.value.workers.map(({ processId }) => processId) : [];
  });
}

function signal(processIds: readonly number[], name: 'SIGSTOP' | 'SIGCONT'): void {
  for (const id of processIds) process.kill(id, name);
}

export async function createStage({
  running,
  photos,
  workFolder,
  theme,
}: StageParts): Promise<Stage> {
  const { app, page } = running;
  const token = 'a-token-of-yours';
  const browser = await launchChromium();
  let service: RunningService | null = null;
  return {
    app,
    page,
    photos,
    workFolder,
    resize: (size) =>
      app.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      }, size),
    freezeWorkers: async () => {
      const ids = await workerProcesses(page);
      signal(ids, 'SIGSTOP');
      return () => signal(ids, 'SIGCONT');
    },
    async server() {
      service ??= await startService(join(workFolder, 'store'), token);
      return { url: service.url, token };
    },
    openTab: (url) =>
      browser.newPage({ viewport: usualSize, colorScheme: theme }).then(async (tab) => {
        await tab.goto(url);
        return tab;
      }),
    async close() {
      await browser.close();
      await service?.kill();
      await running.close();
    },
  };
}
