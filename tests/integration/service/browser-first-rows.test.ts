import { join } from 'node:path';
import type { Response } from '@playwright/test';
import { expect, test } from 'vitest';
import { recipeInto } from '../../../src/service/uploads/upload-recipe.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { QueuePage } from '../../e2e/pages/queue-page.ts';
import { browserPages } from '../../support/browser.ts';
import { expect as expectPage } from '../../support/expect-page.ts';
import { startService } from '../../support/service.ts';

const open = browserPages();
const taskCount = 1000;

const sizeOf = async (response: Response) => (await response.body()).length;

test('shows its first rows from one small answer, however many tasks and batches there are', async () => {
  const { client, serving, store } = await startService();
  const { engine, submissions, ids } = serving.service;
  engine.pause();
  const recipe = recipeInto(join(store, 'outputs'), defaultPreset.recipe);
  for (let number = 0; number < taskCount; number += 1) {
    const taskId = ids.fresh();
    const path = join(store, 'uploads', taskId);
    const file = { taskId, path, name: `${number}.jpg`, sizeBytes: 1, recipe };
    const batch = { key: `${number}`, title: `${number}`, origin: 'upload' } as const;
    submissions.submit({ submitter: 'local', ...file, batch });
  }

  const page = await open();
  const queue = new QueuePage(page);
  const answers: Response[] = [];
  page.on('response', (response) => answers.push(response));
  const held = Promise.withResolvers<void>();
  // Everything but the first page of the list: as if it took for ever.
  await page.route(/\/app\/request\/(?:queue:snapshot|task:list)/, async (route) => {
    if (!route.request().url().includes(encodeURIComponent('"after":-1'))) await held.promise;
    await route.continue();
  });
  await page.goto(client.url);
  await expectPage(queue.task('0.jpg')).toBeVisible();
  const [first, ...more] = answers.filter((one) => one.url().includes('/app/request/task:list'));
  expect(more).toEqual([]);
  expect(first && (await sizeOf(first))).toBeLessThan(200_000);
  // Nothing is said of the whole yet.
  await expectPage(queue.progress).toBeHidden();

  held.resolve();
  await expectPage(queue.progress).toHaveAttribute('aria-valuemax', String(taskCount));
  await expectPage(queue.button('Resume')).toBeVisible();
});

test('names all that it loads in its document, to be fetched at once and kept', async () => {
  const { client } = await startService();
  const page = await open();
  const parts: Response[] = [];
  page.on('response', (one) => {
    if (new URL(one.url()).pathname.startsWith('/page/')) parts.push(one);
  });
  const document = await page.goto(client.url);
  await expectPage(new QueuePage(page).dropTarget).toBeVisible();
  const text = await document?.text();
  const kinds = parts.map((one) => one.request().resourceType());
  expect(kinds).toEqual(expect.arrayContaining(['script', 'stylesheet']));
  for (const one of parts) {
    expect(text).toContain(new URL(one.url()).pathname);
    expect(one.headers()['cache-control']).toContain('immutable');
  }
  expect(document?.headers()['cache-control']).not.toContain('immutable');
});
