import type { Page } from '@playwright/test';
import { ofText } from '../../../src/shared/ipc/as-text.ts';
import type { Thumbline } from '../../../src/shared/ipc/verbs.ts';
import type { Task } from '../../../src/shared/task/task.ts';
import { type Tally, emptyTally, retally } from '../../../src/shared/task/tally.ts';
import { expect } from '../../support/expect-page.ts';

declare global {
  interface Window {
    readonly thumbline: Thumbline<File>;
  }
}

/** Every task on the queue, asked for as the page would. */
export async function tasksOf(page: Page): Promise<readonly Task[]> {
  const answer = await page.evaluate(() => window.thumbline.listTasks({ after: -1, limit: 5000 }));
  return answer.ok ? ofText(answer.value).tasks : [];
}

export async function tallyOf(page: Page): Promise<Tally> {
  const tasks = await tasksOf(page);
  return tasks.reduce((tally, { status }) => retally(tally, null, status), emptyTally);
}

/** Waits until exactly so many tasks have ended in each way and none is left to do. */
export async function expectTally(page: Page, expected: Partial<Tally>): Promise<void> {
  await expect
    .poll(() => tallyOf(page), { timeout: 60_000 })
    .toEqual({ ...emptyTally, ...expected });
}

/** Waits until at least so many tasks have succeeded. */
export async function waitForSucceeded(page: Page, count: number): Promise<void> {
  await expect
    .poll(async () => (await tallyOf(page)).succeeded, { intervals: [20] })
    .toBeGreaterThanOrEqual(count);
}
