import { randomBytes } from 'node:crypto';
import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { Places } from '../../e2e/pages/places.ts';
import { putPicture } from '../../support/picture.ts';
import { servicePages } from '../../support/service-page.ts';
import { pictureBytes, startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { expect as expectPage } from '../../support/expect-page.ts';

const { open, openOwn } = servicePages();

describe('the interface in a browser', () => {
  test('takes dropped pictures as one batch, shows them made, and keeps them through a reload', async () => {
    const { page, queue } = await open();
    const folder = tempFolder();
    const paths = await Promise.all(
      ['one.jpg', 'two.png'].map((name) => putPicture(join(folder, name))),
    );
    await queue.drop(...paths);
    for (const name of ['one.jpg', 'two.png']) await queue.expectStatus(name, 'succeeded');
    await expectPage(page.getByRole('heading', { name: '2 files' })).toBeVisible();
    // Results stay with the service.
    await expectPage(page.getByText('beside each picture')).toHaveCount(0);
    const picture = queue.task('one.jpg').locator('img').first();
    await expectPage
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBeGreaterThan(0);
    await page.reload();
    await queue.expectStatus('two.png', 'succeeded');
  });

  test('takes the pictures of a dropped folder, however deep, and no earlier results', async () => {
    const { page, queue } = await open();
    const folder = join(tempFolder(), 'Lisbon');
    const pictures = ['a2.jpg', 'a10.jpg', 'old/b.jpg'];
    const leftOut = ['thumbnails/a2.jpg', 'old/thumbnails/b.jpg', '.hidden/c.jpg', '@eaDir/d.jpg'];
    for (const name of [...pictures, ...leftOut]) await putPicture(join(folder, name));
    await copyFile(join(folder, 'a2.jpg'), join(folder, 'scan'));
    await writeFile(join(folder, 'notes.txt'), 'Nothing to see.');
    await writeFile(join(folder, 'Thumbs.db'), 'Nothing to see.');
    await queue.drop(folder);
    const taken = ['a2.jpg', 'a10.jpg', 'scan', 'b.jpg'];
    for (const name of taken) await queue.expectStatus(name, 'succeeded');
    await expectPage(queue.tasks.getByRole('listitem')).toHaveCount(taken.length);
    await expectPage(page.getByRole('heading', { name: 'Lisbon' })).toBeVisible();
    await expectPage(queue.notice('was not added')).toHaveCount(0);
  });

  test('takes the same of a folder that is chosen', async () => {
    const { page, queue } = await open();
    const folder = join(tempFolder(), 'Porto');
    for (const name of ['old/b.jpg', 'a.jpg', 'thumbnails/a.jpg', '.hidden/c.jpg']) {
      await putPicture(join(folder, name));
    }
    await writeFile(join(folder, 'notes.txt'), 'Nothing to see.');
    const chooser = page.waitForEvent('filechooser');
    await queue.button('Choose folder').click();
    await (await chooser).setFiles(folder);
    for (const name of ['a.jpg', 'b.jpg']) await queue.expectStatus(name, 'succeeded');
    await expectPage(queue.tasks.getByRole('listitem')).toHaveCount(2);
    await expectPage(page.getByRole('heading', { name: 'Porto' })).toBeVisible();
  });

  test('takes a copied picture that is pasted, named by its date', async () => {
    const { page, queue } = await open();
    const bytes = [...(await pictureBytes())];
    await page.evaluate((values) => {
      const clipboardData = new DataTransfer();
      const file = new File([new Uint8Array(values)], 'image.png', { type: 'image/png' });
      clipboardData.items.add(file);
      document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
    }, bytes);
    const task = queue.tasks.getByRole('listitem', { name: /^Pasted [-0-9]+ [.0-9]+\.png$/ });
    await expectPage(task).toHaveAttribute('data-status', 'succeeded');
  });

  test('waits with the rest while the queue is full, and says so', async () => {
    const { page, queue, serving } = await openOwn({ queueLimit: 1 });
    const { engine } = serving.service;
    const folder = tempFolder();
    const names = ['one.jpg', 'two.png'];
    const paths = await Promise.all(names.map((name) => putPicture(join(folder, name))));
    await page.clock.install();
    engine.pause();
    await queue.drop(...paths);
    await expectPage(queue.notice('The rest is sent as soon as there is room.')).toBeVisible();
    const asksBeforeLeaving = () =>
      page.evaluate(() => !window.dispatchEvent(new Event('beforeunload', { cancelable: true })));
    expect(await asksBeforeLeaving()).toBe(true);
    engine.resume();
    for (const name of names) {
      await expectPage(async () => {
        await page.clock.fastForward('00:05');
        await expectPage(queue.task(name)).toHaveAttribute('data-status', 'succeeded', {
          timeout: 500,
        });
      }).toPass();
    }
    expect(await asksBeforeLeaving()).toBe(false);
  });

  test('reads the queue anew, without a reload, when it missed more than can be told', async () => {
    const { client, page, queue, serving } = await openOwn();
    let events = '';
    await page.route('**/app/changes*', (route) =>
      route.fulfill({ contentType: 'text/event-stream', body: `retry: 50\n\n${events}` }),
    );
    const { body: first } = await client.send(await pictureBytes(1), 'first.jpg');
    await client.settled(String(first['submission_task_id']));
    await page.reload();
    await queue.expectStatus('first.jpg', 'succeeded');
    const document = await page.evaluateHandle(() => window.document);
    serving.service.engine.remove('all');
    await client.send(await pictureBytes(2), 'second.jpg');
    events = 'id: 9\nevent: reset\ndata: {"number":9}\n\n';
    await queue.expectStatus('second.jpg', 'succeeded');
    await expectPage(queue.task('first.jpg')).toHaveCount(0);
    expect(await document.evaluate((before) => before === window.document)).toBe(true);
  });

  test('shows a picture that browsers draw where a task also made others', async () => {
    const { client, queue } = await open();
    const outputs = [
      { name: 'mac', width: 32, format: 'icns' },
      { name: 'print', width: 30, format: 'tiff' },
      { name: 'for a/screen', width: 20 },
    ];
    await client.send(await pictureBytes(), 'logo.jpg', {
      fields: { recipe: JSON.stringify({ outputs }) },
    });
    await queue.expectStatus('logo.jpg', 'succeeded');
    const picture = queue.task('logo.jpg').locator('img').first();
    await expectPage
      .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
      .toBe(20);
  });

  test('follows what others send, and shows it in the history', async () => {
    const { client, page, queue } = await open();
    await client.sendPicture();
    await queue.expectStatus('picture.jpg', 'succeeded');
    await new Places(page).goTo('History');
    await expectPage(page.getByText('picture.jpg').first()).toBeVisible();
    await page.getByRole('button', { name: 'All matches' }).click();
    await page.getByRole('menuitem', { name: /^Remove/ }).click();
    await page.getByRole('button', { name: 'Remove them' }).click();
    await expectPage(queue.notice('1 picture removed')).toBeVisible();
    await expectPage(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
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
    const icon = { ...recipe, outputs: [{ name: 'mac', width: 16, format: 'icns' }] };
    const mac = await ask('recipe:preview', { taskId, recipe: icon, output: 0 });
    const { url: shownUrl } = mac.body['value'] as { url: string };
    expect((await client.fetch(shownUrl)).headers.get('content-type')).toBe('image/webp');
    const size = { width: 560, height: 560, channels: 3 } as const;
    const noise = randomBytes(size.width * size.height * size.channels);
    const mark = await sharp(noise, { raw: size }).png().toBuffer();
    const watermark = { kind: 'picture', data: mark.toString('base64') };
    const marked = { ...recipe, watermark };
    expect((await ask('recipe:preview', { taskId, recipe: marked, output: 0 })).body).toMatchObject(
      { ok: true },
    );
    const pixelsWith = async (mark: object | null) => {
      const shown = { ...recipe, watermark: mark };
      const preview = await ask('recipe:preview', { taskId, recipe: shown, output: 0 });
      const { url: at } = preview.body['value'] as { url: string };
      const bytes = await (await client.fetch(at)).arrayBuffer();
      return sharp(Buffer.from(bytes)).raw().toBuffer();
    };
    const red = { create: { width: 30, height: 20, channels: 3, background: '#ff0000' } } as const;
    const data = (await sharp(red).png().toBuffer()).toString('base64');
    const whole = { kind: 'picture', data, size: 100, opacity: 100, margin: 0 };
    expect([...(await pixelsWith(whole))].slice(0, 3)).toEqual([
      expect.closeTo(254, -1),
      expect.closeTo(0, -1),
      expect.closeTo(0, -1),
    ]);
    const text = { kind: 'text', text: '© Ann', size: 100, opacity: 100, margin: 0 };
    expect((await pixelsWith(text)).equals(await pixelsWith(null))).toBe(false);
    expect((await ask('task:reveal-source', taskId)).body).toMatchObject({
      ok: false,
      problem: { code: 'not-possible' },
    });
    expect((await ask('task:cancel', 'nonsense')).body).toMatchObject({
      ok: false,
      problem: { code: 'not-understood' },
    });
  });

  test('offers nothing that only a window can do', async () => {
    const { client, page, queue } = await open();
    await expectPage(page.getByText('saved from here')).toBeVisible();
    await expectPage(page.getByText('see the plan first')).toHaveCount(0);
    const fields = { preset: 'avatar' };
    const taskId = (await client.send(await pictureBytes(), 'a.jpg', { fields })).body[
      'submission_task_id'
    ];
    await client.settled(String(taskId));
    for (const name of ['Save to', 'File name', 'If a file is there already']) {
      await expectPage(page.getByText(name, { exact: true })).toHaveCount(0);
    }
    await queue.button('More').click();
    await expectPage(page.getByRole('menuitem')).toHaveText(['Clear finished']);
    await page.keyboard.press('Escape');
    await expectPage(queue.button('Show in folder')).toHaveCount(0);
    await expectPage(queue.button('Undo batch')).toHaveCount(0);
    await page.keyboard.press('Control+z');
    await queue.task('a.jpg').click({ button: 'right' });
    await expectPage(page.getByRole('menuitem')).toHaveText([
      /^Show details/,
      'Save',
      'Copy pictureCtrl+C',
      'Copy addressCtrl+Shift+C',
      'Run again with this recipe',
      /^Remove/,
    ]);
    await page.keyboard.press('Escape');
    await new Places(page).goTo('History');
    await expectPage(queue.button('Run again')).toBeVisible();
    await expectPage(queue.button('Undo')).toHaveCount(0);
    await expectPage(page.getByRole('dialog')).toHaveCount(0);
    await expectPage(page.getByRole('region', { name: 'Notices' })).toHaveText('');
    await new Places(page).goTo('Settings');
    await expectPage(page.getByText(new URL(client.url).host)).toBeVisible();
    await expectPage(page.getByText('Pictures at once', { exact: true })).toHaveCount(0);
  });

  test('is let in by a token in its address, which does not stay there', async () => {
    const { client, page } = await openOwn({ token: ['open-sesame'] }, '/?token=open-sesame');
    expect(page.url()).toBe(`${client.url}/`);
    const cookies = await page.context().cookies();
    expect(cookies).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
  });

  test('asks strangers for their token, and lets in who has one', async () => {
    const tokens = { token: ['open-sesame'], readOnlyToken: ['only-look-1'] };
    const { client, page, queue } = await openOwn(tokens, '/?token=open-sesame');
    await page.context().clearCookies();
    await page.goto(client.url);
    const field = page.getByLabel('Token');
    await expectPage(field).toBeFocused();
    await field.fill('open-sesam');
    await page.keyboard.press('Enter');
    await expectPage(page.getByRole('alert')).toHaveText('This service does not know that token.');
    await page.getByLabel('Token').fill(' only-look-1 ');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expectPage(page.getByRole('heading', { name: 'Nothing here yet' })).toBeVisible();
    await queue.drop(await putPicture(join(tempFolder(), 'a.jpg')));
    await client.settled(await client.sendPicture());
    await expectPage(page.getByText('picture.jpg').first()).toBeVisible();
    expect((await client.json('/tasks')).body['total']).toBe(1);
    await expectPage(page.getByRole('button', { name: /^(?:Add|Recipe|More)\b/ })).toHaveCount(0);
    expect(page.url()).toBe(`${client.url}/`);
    expect(await page.context().cookies()).toMatchObject([{ httpOnly: true, sameSite: 'Strict' }]);
    await new Places(page).goTo('Monitor');
    await expectPage(page.getByRole('listitem', { name: 'service' })).toContainText('at once');
    await expectPage(page.getByRole('textbox', { name: /^Pictures at once/ })).toHaveCount(0);
    await new Places(page).goTo('Settings');
    await page.getByRole('button', { name: 'Sign out' }).click();
    await expectPage(page.getByLabel('Token')).toBeFocused();
    expect(await page.context().cookies()).toEqual([]);

    // From another site's page it is refused before it is looked at.
    const from = { method: 'POST', body: new URLSearchParams({ token: 'open-sesame' }) };
    const foreign = await client.fetch('/login', {
      ...from,
      headers: { origin: 'https://else.example' },
    });
    expect([foreign.status, foreign.headers.get('set-cookie')]).toEqual([403, null]);
    const own = await fetch(`${client.url}/login`, { ...from, redirect: 'manual' });
    expect([own.status, own.headers.get('location')]).toEqual([303, '/']);
  });
});
