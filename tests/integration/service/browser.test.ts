import { join } from 'node:path';
import { expect as expectPage, type Page } from '@playwright/test';
import { beforeAll, describe, expect, test } from 'vitest';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { buildPage, openBrowser } from '../../support/browser.ts';
import { putPicture } from '../../support/picture.ts';
import { startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

let pageFolder = '';

beforeAll(async () => {
  pageFolder = mkdtempSync(join(tmpdir(), 'thumbline-page-'));
  await buildPage(pageFolder);
  return () => rmSync(pageFolder, { recursive: true, force: true });
});

const ready = (page: Page) => expectPage(page.locator('[data-app-state="ready"]')).toBeVisible();

const taskNamed = (page: Page, name: string) =>
  page.getByRole('list', { name: 'Tasks' }).getByRole('listitem', { name });

async function drop(page: Page, paths: readonly string[]): Promise<void> {
  const target = await page.getByRole('region', { name: 'Drop images' }).boundingBox();
  const { x = 0, y = 0, width = 0, height = 0 } = target ?? {};
  const session = await page.context().newCDPSession(page);
  const data = { items: [], files: [...paths], dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
    const at = { x: x + width / 2, y: y + height / 2 };
    await session.send('Input.dispatchDragEvent', { type, ...at, data });
  }
}

describe('the interface in a browser', () => {
  test('takes dropped pictures, shows them made, and keeps them through a reload', async () => {
    const { client } = await startService({}, { pageFolder });
    const folder = tempFolder();
    const paths = await Promise.all(
      ['one.jpg', 'two.png'].map((name) => putPicture(join(folder, name))),
    );
    const page = await openBrowser();
    await page.goto(client.url);
    await ready(page);
    await drop(page, paths);
    for (const name of ['one.jpg', 'two.png']) {
      await expectPage(taskNamed(page, name)).toHaveAttribute('data-status', 'succeeded');
    }
    const picture = taskNamed(page, 'one.jpg').locator('img').first();
    await expectPage
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await page.reload();
    await expectPage(taskNamed(page, 'two.png')).toHaveAttribute('data-status', 'succeeded');
  });

  test('follows what others send, and shows it in the history', async () => {
    const { client } = await startService({}, { pageFolder });
    const page = await openBrowser();
    await page.goto(client.url);
    await ready(page);
    await client.sendPicture();
    await expectPage(taskNamed(page, 'picture.jpg')).toHaveAttribute('data-status', 'succeeded');
    await page
      .getByRole('button', { name: 'History' })
      .or(page.getByRole('tab', { name: 'History' }))
      .first()
      .click();
    await expectPage(page.getByText('picture.jpg').first()).toBeVisible();
  });

  test('is given previews by address, and refused what only a window can do', async () => {
    const { client } = await startService();
    const taskId = await client.sendPicture();
    await client.settled(taskId);
    const ask = (channel: string, input: unknown) =>
      client.json(`/app/request/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input }),
      });
    const { recipe } = defaultPreset;
    const { body } = await ask('recipe:preview', { taskId, recipe, output: 0 });
    expect(body).toMatchObject({ ok: true, value: { width: 30, height: 20 } });
    const { url } = body['value'] as { url: string };
    expect((await client.fetch(url)).headers.get('content-type')).toBe('image/jpeg');
    expect((await ask('task:reveal-source', taskId)).body).toMatchObject({
      ok: false,
      problem: { code: 'not-possible' },
    });
    expect((await ask('task:cancel', 'nonsense')).body).toMatchObject({
      ok: false,
      problem: { code: 'not-understood' },
    });
  });

  test('sends a file again when the queue was full', async () => {
    const { client, serving } = await startService({ queueLimit: 1 }, { pageFolder });
    const { engine } = serving.service;
    const folder = tempFolder();
    const paths = await Promise.all(
      ['one.jpg', 'two.png'].map((name) => putPicture(join(folder, name))),
    );
    const page = await openBrowser();
    await page.clock.install();
    await page.goto(client.url);
    await ready(page);
    engine.pause();
    const refused = page.waitForResponse((response) => response.status() === 429);
    await drop(page, paths);
    await (await refused).finished();
    engine.resume();
    for (const name of ['one.jpg', 'two.png']) {
      await expectPage(async () => {
        await page.clock.fastForward('00:05');
        await expectPage(taskNamed(page, name)).toHaveAttribute('data-status', 'succeeded', {
          timeout: 500,
        });
      }).toPass();
    }
  });

  test('shows the workers and changes how many pictures one makes at once', async () => {
    const { client, serving } = await startService({ jobs: 2 }, { pageFolder });
    const page = await openBrowser();
    await page.goto(client.url);
    await ready(page);
    await page.keyboard.press('Control+3');
    const worker = page
      .getByRole('list', { name: 'Workers' })
      .getByRole('listitem', { name: 'service' });
    await expectPage(worker).toContainText('Ready');
    const jobs = worker.getByRole('textbox', { name: 'Pictures at once on service' });
    await expectPage(jobs).toHaveValue('2');
    await worker.getByRole('button', { name: /^More/ }).click();
    await expectPage(page.getByText('1 worker · 0 of 3 pictures at once')).toBeVisible();
    await jobs.press('ArrowDown');
    await jobs.press('ArrowDown');
    await expectPage(page.getByText('1 worker · 0 of 1 picture at once')).toBeVisible();
    expect(serving.service.engine.snapshot().queue.concurrency).toBe(1);
  });

  test('that may only look says so when a worker shall be changed', async () => {
    const tokens = { token: ['open-sesame'], readOnlyToken: ['only-look-1'] };
    const { client } = await startService({ ...tokens, jobs: 2 }, { pageFolder });
    const page = await openBrowser();
    await page.goto(`${client.url}/?token=only-look-1`);
    await ready(page);
    await page.keyboard.press('Control+3');
    await page.getByRole('button', { name: /^More: Pictures at once/ }).click();
    await expectPage(page.getByRole('alert')).toContainText('Your token does not allow that.');
    await expectPage(page.getByRole('textbox', { name: /^Pictures at once/ })).toHaveValue('2');
  });

  test('is let in by a token in its address, which does not stay there', async () => {
    const { client } = await startService({ token: ['open-sesame'] }, { pageFolder });
    const page = await openBrowser();
    await page.goto(`${client.url}/?token=open-sesame`);
    await ready(page);
    expect(page.url()).toBe(`${client.url}/`);
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
  });
});
