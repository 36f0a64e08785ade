import type { Locator, Page } from '@playwright/test';
import type { TaskStatus } from '../../../src/shared/task/status.ts';
import { dropFiles } from '../harness/drop.ts';
import { chooseEntry } from '../../support/choose-entry.ts';
import { expect } from '../../support/expect-page.ts';

/** The home of the window. */
export class QueuePage {
  readonly page: Page;
  readonly dropTarget: Locator;
  readonly tasks: Locator;
  readonly progress: Locator;

  constructor(page: Page) {
    this.page = page;
    this.dropTarget = page.getByRole('region', { name: 'Drop images' });
    this.tasks = page.getByRole('list', { name: 'Tasks' });
    this.progress = page.getByRole('progressbar', { name: 'Batch progress' });
  }

  task(name: string): Locator {
    return this.tasks.getByRole('listitem', { name, exact: true });
  }

  button(name: string): Locator {
    return this.page.getByRole('button', { name, exact: true });
  }

  /** Chooses what is not there as a button now. */
  async chooseMore(entry: string): Promise<void> {
    await chooseEntry(this.button('More'), entry);
  }

  /** What the app says in passing. */
  notice(words: string): Locator {
    return this.page.getByRole('region', { name: 'Notices' }).getByText(words);
  }

  async drop(...files: string[]): Promise<void> {
    await dropFiles(this.page, this.dropTarget, files);
  }

  async expectStatus(name: string, status: TaskStatus): Promise<void> {
    await expect(this.task(name)).toHaveAttribute('data-status', status);
  }
}
