import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Download, Page } from '@playwright/test';
import { chooseEntry } from '../../support/choose-entry.ts';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { Places } from '../../e2e/pages/places.ts';
import { RecipePanel } from '../../e2e/pages/recipe-panel.ts';
import { putPicture } from '../../support/picture.ts';
import { servicePages } from '../../support/service-page.ts';
import { pictureBytes } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';
import { expect as expectPage } from '../../support/expect-page.ts';

const { open, openOwn } = servicePages();

async function saved(page: Page, act: () => Promise<void>): Promise<Download> {
  const download = page.waitForEvent('download');
  await act();
  return download;
}

const bytesOf = async (download: Download) => readFileSync(await download.path());

describe('files that go out of the browser and into it', () => {
  test('a result is saved, and copied as a picture or as its address', async () => {
    const { client, page, queue } = await open();
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await queue.drop(await putPicture(join(tempFolder(), 'a.jpg')));
    await queue.expectStatus('a.jpg', 'succeeded');
    await queue.task('a.jpg').dblclick();
    const details = page.getByRole('complementary', { name: 'Details' });

    const result = await saved(page, () =>
      details.getByRole('button', { name: 'Save', exact: true }).click(),
    );
    expect(result.suggestedFilename()).toBe('thumbnail.jpg');
    expect(await sharp(await bytesOf(result)).metadata()).toMatchObject({ width: 30, height: 20 });
    const original = await saved(page, () =>
      details.getByRole('button', { name: 'Save the original' }).click(),
    );
    expect(original.suggestedFilename()).toBe('a.jpg');

    await details.getByRole('button', { name: 'Copy picture' }).click();
    await expectPage(queue.notice('Picture copied')).toBeVisible();
    const size = await page.evaluate(async () => {
      const [item] = await navigator.clipboard.read();
      const picture = item && (await createImageBitmap(await item.getType('image/png')));
      return [picture?.width, picture?.height];
    });
    expect(size).toEqual([30, 20]);

    await details.getByRole('button', { name: 'Copy address' }).click();
    await expectPage(queue.notice('Address copied')).toBeVisible();
    const address = await page.evaluate(() => navigator.clipboard.readText());
    expect(address).toMatch(new RegExp(`^${client.url}/convert/[0-9a-f]{32}/output/thumbnail$`));
    expect((await fetch(address)).headers.get('content-type')).toBe('image/jpeg');
  });

  test('results are saved in one file: the queue’s, a selection’s and a batch’s of the history', async () => {
    const { client, page, queue } = await openOwn(
      { token: ['full-token-1'], readOnlyToken: ['only-look-1'] },
      '/?token=full-token-1',
    );
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) {
      await queue.drop(await putPicture(join(tempFolder(), name)));
      await queue.expectStatus(name, 'succeeded');
    }
    const saveAs = (entry: string) => async () => {
      await chooseEntry(page.getByRole('button', { name: 'Save results' }).first(), entry);
    };
    const packed = await saved(page, saveAs('ZIP of the results…'));
    expect(packed.suggestedFilename()).toBe('Thumbline results.zip');
    await expectPage(queue.notice('The browser is saving 3 results.')).toBeVisible();
    const unpacked = await zipContents(await packed.path());
    expect(unpacked.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
    const { body } = await client.json('/tasks?search=name:b.jpg');
    const [task] = body['tasks'] as { outputs: { url: string }[] }[];
    const whole = await (await client.fetch(task?.outputs[0]?.url ?? '')).arrayBuffer();
    expect(unpacked[1]?.bytes.equals(Buffer.from(whole))).toBe(true);

    await queue.task('a.jpg').click();
    await queue.task('c.jpg').click({ modifiers: ['ControlOrMeta'] });
    const bar = page.getByRole('toolbar', { name: 'Selected pictures' });
    const some = await saved(page, async () => {
      await chooseEntry(bar.getByRole('button', { name: 'Save results' }), 'ZIP of the results…');
    });
    expect((await zipContents(await some.path())).map(({ name }) => name)).toEqual([
      'a.jpg',
      'c.jpg',
    ]);

    // Who may only look may take them, too.
    await page.goto(`${client.url}/?token=only-look-1`);
    await new Places(page).goTo('History');
    const sheet = await saved(page, saveAs('Contact sheet (HTML)…'));
    expect(sheet.suggestedFilename()).toBe('c.jpg.html');
    expect((await bytesOf(sheet)).toString().match(/<img /g)).toHaveLength(1);
    await expectPage(page.getByRole('button', { name: 'Undo' })).toHaveCount(0);
  });

  test('the history is exported as the search found it, and tells nothing of this machine', async () => {
    const { client, page, queue, store } = await open();
    await client.settled(await client.sendPicture());
    const broken = (await pictureBytes()).subarray(0, 200);
    const { body } = await client.send(broken, '=1+1.jpg');
    await client.settled(String(body['submission_task_id']));
    await new Places(page).goTo('History');
    const exportAs = (entry: string) => async () => {
      await chooseEntry(page.getByRole('button', { name: 'Export' }), entry);
    };
    const table = await saved(page, exportAs('As a table (CSV)…'));
    expect(table.suggestedFilename()).toBe('thumbline-history.csv');
    await expectPage(queue.notice('Exported 2 pictures')).toBeVisible();
    const lines = (await bytesOf(table)).toString().split('\r\n');
    expect(lines[0]).toBe(
      'source,status,message,queued at,finished at,duration ms,attempts,outputs',
    );
    expect(lines[1]).toMatch(/^'=1\+1\.jpg,failed,/);
    expect(lines[2]).toMatch(/^picture\.jpg,succeeded,.*thumbnail\.jpg$/);

    const search = page.getByRole('searchbox', { name: 'Search history' });
    await search.fill('colour:red');
    await expectPage(page.getByRole('note')).toContainText('“colour:” is not known. Known are');
    await exportAs('As JSON…')();
    await expectPage(queue.notice('Nothing was exported. “colour:” is not known.')).toBeVisible();
    const refused = await client.json('/app/history/csv?text=colour:red');
    expect([refused.status, refused.body['error']]).toMatchObject([
      400,
      { code: 'not-understood' },
    ]);
    await search.fill('status:done');
    await expectPage(page.getByRole('note')).toHaveText('1 picture');
    const json = (await bytesOf(await saved(page, exportAs('As JSON…')))).toString();
    expect(JSON.parse(json)).toMatchObject([{ source: 'picture.jpg', outputs: ['thumbnail.jpg'] }]);
    expect(json).not.toContain(store);
  });

  test('presets are duplicated, exported, imported and dropped, and stay with this browser', async () => {
    const { page, queue } = await open();
    const { panel } = new RecipePanel(page);
    const choose = async (entry: string) => {
      await chooseEntry(panel.getByRole('button', { name: 'More about presets' }), entry);
    };
    const preset = panel.getByRole('combobox', { name: 'Preset' });
    await choose('Duplicate');
    await expectPage(preset).toContainText('Thumbnail copy');
    const file = await saved(page, () => choose('Export…'));
    expect(file.suggestedFilename()).toBe('Thumbnail copy.thumbline.json');
    const written = JSON.parse((await bytesOf(file)).toString()) as object;
    expect(written).toMatchObject({
      version: 1,
      name: 'Thumbnail copy',
      outputs: [{ width: 100 }],
    });

    const folder = tempFolder();
    const put = (name: string, content: string) => {
      writeFileSync(join(folder, name), content);
      return join(folder, name);
    };
    const good = put('mine.thumbline.json', JSON.stringify({ ...written, name: 'Mine' }));
    const bad = put('bad.thumbline.json', '{');
    const choosing = page.waitForEvent('filechooser');
    await choose('Import…');
    await (await choosing).setFiles([good, bad]);
    await expectPage(queue.notice('Added “Mine” to the presets')).toBeVisible();
    await expectPage(queue.notice('bad.thumbline.json is no preset')).toBeVisible();

    const dropped = put('dropped.thumbline.json', JSON.stringify({ ...written, name: 'Dropped' }));
    await queue.drop(dropped);
    await expectPage(queue.notice('Added “Dropped” to the presets')).toBeVisible();
    await page.reload();
    await preset.click();
    for (const name of ['Thumbnail copy', 'Mine', 'Dropped']) {
      await expectPage(page.getByRole('option', { name })).toBeVisible();
    }
  });
});
