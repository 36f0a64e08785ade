import type { Page } from '@playwright/test';
import type { RunningApp } from '../../tests/e2e/harness/launch.ts';

export interface WindowSize {
  readonly width: number;
  readonly height: number;
}

/** The app while its pictures are taken. `folder` holds the photographs. */
export interface Stage {
  readonly page: Page;
  readonly folder: string;
  resize(size: WindowSize): Promise<void>;
  /** Holds the worker processes where they are, so that a picture of running work can be taken; answers what lets them go on. */
  freezeWorkers(): Promise<() => void>;
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

export function createStage({ app, page }: RunningApp, folder: string): Stage {
  return {
    page,
    folder,
    resize: (size) =>
      app.evaluate(({ BrowserWindow }, { width, height }) => {
        BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
      }, size),
    freezeWorkers: async () => {
      const ids = await workerProcesses(page);
      signal(ids, 'SIGSTOP');
      return () => signal(ids, 'SIGCONT');
    },
  };
}
