import { describe, expect, test } from 'vitest';
import { Places } from '../../e2e/pages/places.ts';
import { servicePages } from '../../support/service-page.ts';
import { expect as expectPage } from '../../support/expect-page.ts';

const { openOwn } = servicePages();

describe('workers in the browser', () => {
  test('are shown, and make more or fewer pictures at once', async () => {
    const { page, serving } = await openOwn({ jobs: 2 });
    await new Places(page).goTo('Monitor');
    const worker = page
      .getByRole('list', { name: 'Workers' })
      .getByRole('listitem', { name: 'service' });
    await expectPage(worker).toContainText('Ready');
    const jobs = worker.getByRole('textbox', { name: 'Pictures at once on service' });
    await expectPage(jobs).toHaveValue('2');
    await worker.getByText('About this worker').click();
    await expectPage(worker.locator('dl').last()).toContainText('Version0.0.0');
    await expectPage(worker.getByRole('button', { name: 'Shut down' })).toHaveCount(0);
    await worker.getByRole('button', { name: /^More/ }).click();
    await expectPage(page.getByText('1 worker · 0 of 3 pictures at once')).toBeVisible();
    await jobs.press('ArrowDown');
    await jobs.press('ArrowDown');
    await expectPage(page.getByText('1 worker · 0 of 1 picture at once')).toBeVisible();
    expect(serving.service.engine.snapshot().queue.concurrency).toBe(1);
  });
});
