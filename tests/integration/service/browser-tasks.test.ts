import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { MonitorPage } from '../../e2e/pages/monitor-page.ts';
import { Places } from '../../e2e/pages/places.ts';
import { RecipePanel } from '../../e2e/pages/recipe-panel.ts';
import { putPicture } from '../../support/picture.ts';
import { servicePages } from '../../support/service-page.ts';
import { pictureBytes } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { expect as expectPage } from '../../support/expect-page.ts';

const { open, openOwn } = servicePages();

const rerun = (page: Page) => page.getByRole('button', { name: 'Run again with this recipe' });

/** Of the newest task there is. */
async function newestWidth(client: { fetch(path: string): Promise<Response> }): Promise<number> {
  const listed = (await (await client.fetch('/tasks?limit=1')).json()) as {
    tasks: { id: string }[];
  };
  const response = await client.fetch(`/convert/${listed.tasks[0]?.id}/output`);
  return (await sharp(Buffer.from(await response.arrayBuffer())).metadata()).width;
}

describe('tasks in the browser', () => {
  test('go on when a held queue is let go, and leave the page when they are cleared', async () => {
    const { client, queue, serving } = await open();
    serving.service.engine.pause();
    await client.sendPicture();
    await queue.button('Resume').click();
    await queue.expectStatus('picture.jpg', 'succeeded');
    await queue.chooseMore('Clear finished');
    await expectPage(queue.task('picture.jpg')).toBeHidden();
  });

  test('run again with changes from the upload, under ids that nobody guesses', async () => {
    const { client, page, queue } = await open();
    await queue.drop(await putPicture(join(tempFolder(), 'a.jpg'), { width: 300, height: 200 }));
    await queue.expectStatus('a.jpg', 'succeeded');
    expect(await newestWidth(client)).toBe(100);

    await queue.task('a.jpg').click();
    const recipe = new RecipePanel(page);
    await recipe.editOutput();
    await recipe.setSize(60, 60);
    await rerun(page).click();
    await expectPage(queue.task('a.jpg')).toHaveCount(2);
    for (const nth of [0, 1]) {
      await expectPage(queue.task('a.jpg').nth(nth)).toHaveAttribute('data-status', 'succeeded');
    }
    expect(await newestWidth(client)).toBe(60);
    const { body } = await client.json('/tasks');
    const ids = (body['tasks'] as { id: string }[]).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{32}$/);
  });

  test('run again as a batch from the history, also when the first ones are removed then', async () => {
    const { page, queue, client } = await open();
    const folder = tempFolder();
    const names = ['a.jpg', 'b.jpg'];
    await queue.drop(...(await Promise.all(names.map((name) => putPicture(join(folder, name))))));
    for (const name of names) await queue.expectStatus(name, 'succeeded');
    const { body } = await client.json('/tasks');
    const first = (body['tasks'] as { id: string }[]).map(({ id }) => id);
    await new Places(page).goTo('History');
    await queue.button('Run again').click();
    await expectPage(queue.notice('Running 2 pictures again')).toBeVisible();
    await new Places(page).goTo('Queue');
    for (const id of first) {
      await client.settled(id);
      expect((await client.fetch(`/convert/${id}`, { method: 'DELETE' })).status).toBe(204);
    }
    for (const name of names) {
      await expectPage(queue.task(name)).toHaveCount(1);
      await queue.expectStatus(name, 'succeeded');
    }
    await expectPage(page.getByRole('heading', { name: '2 files' })).toBeVisible();
  });

  test('do not run again beyond the room of the queue, or from an upload that is gone', async () => {
    const { page, queue, client, store } = await openOwn({ queueLimit: 1 });
    await queue.drop(await putPicture(join(tempFolder(), 'a.jpg')));
    await queue.expectStatus('a.jpg', 'succeeded');
    await queue.button('Add…').waitFor();
    await page.evaluate(() => window.thumbline.pauseQueue());
    await queue.task('a.jpg').click();
    await rerun(page).click();
    await expectPage(queue.task('a.jpg')).toHaveCount(2);
    await queue.task('a.jpg').first().click();
    await rerun(page).click();
    await expectPage(queue.notice('The queue has no room for that many.')).toBeVisible();
    await page.evaluate(() => window.thumbline.resumeQueue());
    await expectPage(queue.task('a.jpg').nth(1)).toHaveAttribute('data-status', 'succeeded');

    const { body } = await client.json('/tasks');
    for (const { id } of body['tasks'] as { id: string }[]) {
      const upload = join(store, 'uploads', id);
      expect(readFileSync(upload).length).toBeGreaterThan(0);
      rmSync(upload);
    }
    await rerun(page).click();
    await expectPage(queue.notice('a.jpg was not added')).toBeVisible();

    expect(readdirSync(join(store, 'outputs'))).toHaveLength(2);
    await page.evaluate(() => window.thumbline.removeTasks('all'));
    await expectPage(queue.task('a.jpg')).toHaveCount(0);
    expect(readdirSync(join(store, 'outputs'))).toEqual([]);
  });

  test('wait while the queue is paused, are found by name, and are retried one by one or all', async () => {
    const { page, queue, client } = await openOwn();
    await page.evaluate(() => window.thumbline.pauseQueue());
    const broken = (await pictureBytes()).subarray(0, 200);
    for (const name of ['bad-1.jpg', 'bad-2.jpg']) await client.send(broken, name);
    await client.send(await pictureBytes(), 'good.jpg');
    for (const name of ['bad-1.jpg', 'good.jpg']) await queue.expectStatus(name, 'queued');
    await queue.button('Resume').click();
    await queue.expectStatus('good.jpg', 'succeeded');
    for (const name of ['bad-1.jpg', 'bad-2.jpg']) await queue.expectStatus(name, 'failed');

    await page.getByRole('searchbox', { name: 'Search names' }).fill('bad-1');
    await expectPage(queue.tasks.getByRole('listitem')).toHaveCount(1);
    await queue.task('bad-1.jpg').dblclick();
    const details = page.getByRole('complementary', { name: 'Details' });
    await details.getByRole('button', { name: 'Retry' }).click();
    await expectPage(details.getByText('Started, attempt 2')).toBeVisible();
    await expectPage(details.getByText(/ran .* on process \d+$/i)).toHaveCount(2);
    await expectPage(details.getByText('100 × 100, inside, same format')).toBeVisible();
    await details.getByRole('button', { name: 'Close details' }).click();
    await page.getByRole('searchbox', { name: 'Search names' }).fill('');

    await queue.button('Retry failed').click();
    await expectPage
      .poll(async () => {
        const { body } = await client.json('/tasks?search=bad');
        return (body['tasks'] as { attempts: number; status: string }[])
          .map(({ attempts, status }) => `${attempts} ${status}`)
          .toSorted();
      })
      .toEqual(['2 failed', '3 failed']);

    const monitor = new MonitorPage(page);
    await monitor.open();
    await expectPage(monitor.figure('Finished', 'Pictures')).toHaveText('6');
    await expectPage(page.getByRole('heading', { name: 'Failures' })).toBeVisible();
  });
});
