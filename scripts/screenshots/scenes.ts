import { expect, type Page } from '@playwright/test';
import { QueuePage } from '../../tests/e2e/pages/queue-page.ts';
import { expectTally } from '../../tests/e2e/harness/queue-facts.ts';

/** How the window is brought into the state of each picture, in this order. */
export const scenes: Readonly<Record<string, (page: Page, folder: string) => Promise<void>>> = {
  empty: async (page) => {
    await expect(new QueuePage(page).button('Choose files')).toBeVisible();
  },
  queue: async (page, folder) => {
    const queue = new QueuePage(page);
    await queue.drop(folder);
    await expectTally(page, { succeeded: 46, failed: 1 });
    await queue.task('market.jpg').click();
  },
};
