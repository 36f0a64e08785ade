import { join } from 'node:path';
import type { Response } from '@playwright/test';
import { expect, test } from 'vitest';
import { recipeInto } from '../../../src/service/uploads/upload-recipe.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { QueuePage } from '../../e2e/pages/queue-page.ts';
import { browserPages } from '../../support/browser.ts';
import { expect as expectPage } from '../../support/expect-page.ts';
import { startService } from '../../support/service.ts';

const { open } = browserPages();
const taskCount = 1000;

const sizeOf = async (response: Response) => (await response.body()).length;

test('shows its first rows from one small answer, however many tasks and batches there are', async () => {
  const { client, serving, store } = await startService();
  const { engine, submissions, ids } = serving.service;
  engine.pause();
  const recipe = recipeInto(join(store, 'outputs'), defaultPreset.recipe);
  const submitted = Array.from({ length: taskCount }, (_, number) => {
    const taskId = ids.fresh();
    const path = join(store, 'uploads', taskId);
    const files = [{ taskId, path, name: `${number}.jpg`, sizeBytes: 1 }];
    const batch = { key: `${number}`, title: `${number}`, origin: 'upload' } as const;
    return submissions.submit({ submitter: 'local', files, recipe, batch });
  });
  await Promise.all(submitted);

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

test('names all that its first screen needs in its document; the other screens follow and take no focus', async () => {
  const { client } = await startService();
  const page = await open();
  const document = await page.request.get(client.url);
  const text = await document.text();
  const named: Response[] = [];
  const others: Response[] = [];
  page.on('response', (one) => {
    const { pathname } = new URL(one.url());
    if (pathname.startsWith('/page/')) (text.includes(pathname) ? named : others).push(one);
  });
  const held = Promise.withResolvers<void>();
  await page.route('**/page/**', async (route) => {
    if (!text.includes(new URL(route.request().url()).pathname)) await held.promise;
    await route.continue();
  });
  await page.goto(client.url);
  const queue = new QueuePage(page);
  await expectPage(queue.dropTarget).toBeVisible();
  const kinds = named.map((one) => one.request().resourceType());
  expect(kinds).toEqual(expect.arrayContaining(['script', 'stylesheet']));
  expect(others).toEqual([]);

  const monitor = page.getByRole('button', { name: 'Monitor' });
  await monitor.focus();
  await page.keyboard.press('Enter');
  await expectPage(page.getByRole('main')).toHaveAttribute('aria-busy', 'true');
  held.resolve();
  await expectPage(page.getByRole('heading', { name: 'Monitor' })).toBeVisible();
  await expectPage(monitor).toBeFocused();
  expect(others).not.toEqual([]);
  for (const one of [...named, ...others]) {
    expect(one.headers()['cache-control']).toContain('immutable');
  }
  expect(document.headers()['cache-control']).not.toContain('immutable');
});
