import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { answerQuestions, questionsAsked } from '../harness/dialogs.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { startService } from '../harness/service.ts';
import { expect, test } from '../harness/test.ts';
import { violationsOf } from '../harness/violations.ts';
import { QueuePage } from '../pages/queue-page.ts';
import { Places } from '../pages/places.ts';
import { ServerSettings } from '../pages/server-settings.ts';

const token = 'a-token-nobody-guesses';

test('a server that is chosen in the settings makes the pictures, and without it they are made here', async ({
  launch,
  folder,
  userData,
}) => {
  const service = await startService(join(folder, 'store'), token);
  try {
    const { app, page } = await launch();
    const [settings, queue, places] = [
      new ServerSettings(page),
      new QueuePage(page),
      new Places(page),
    ];
    await answerQuestions(app, 0);
    await settings.open();
    await settings.choose('A Thumbline server');
    await settings.fill(service.url, 'not-the-token');
    await settings.use();
    await expect(settings.line).toHaveText(
      'The server refuses this token. Pictures are made on this computer.',
    );
    await settings.fill(service.url, token);
    await settings.use();
    await expect(settings.line).toHaveText('Connected, 2 workers.');
    await expect(settings.token).toHaveValue('');
    expect(await violationsOf(page), 'settings with a server').toEqual([]);
    expect(await questionsAsked(app)).toEqual([
      expect.stringContaining(`Send pictures to ${service.url}?`),
    ]);

    await places.goTo('Queue');
    const [first, second] = ['a.jpg', 'b.jpg'].map((name) => join(folder, 'photos', name));
    await queue.drop(await makePicture(first ?? ''));
    await expectTally(page, { succeeded: 1 });
    expect(await service.madeCount()).toBe(1);
    await expect(settings.sign('On the server')).toBeVisible();

    await places.goTo('Monitor');
    const row = page.getByRole('list', { name: 'Server' }).getByRole('listitem');
    await expect(row).toContainText(new URL(service.url).host);
    await expect(row).toContainText('Nothing to do now');
    expect(await violationsOf(page), 'monitor with a server').toEqual([]);
    await places.goTo('Queue');

    await service.kill();
    await queue.drop(await makePicture(second ?? ''));
    await expectTally(page, { succeeded: 2 });
    await expect(settings.sign('Server away')).toBeVisible();
    const results = await readdir(join(folder, 'photos', 'thumbnails'));
    expect(results.toSorted()).toEqual(['a.jpg', 'b.jpg']);
    await places.goTo('Monitor');
    await expect(row).toContainText(
      'The server does not answer. Pictures are made on this computer.',
    );
    await settings.open();
    await settings.check();
    await expect(settings.line).toHaveText(
      'The server does not answer. Pictures are made on this computer.',
    );
    await settings.choose('This computer');
    await places.goTo('Queue');
    await expect(settings.sign('Server away')).toHaveCount(0);

    const known = await page.evaluate(async () =>
      JSON.stringify([
        await window.thumbline.readServer(),
        await window.thumbline.readSettings(),
        await window.thumbline.readAppFacts(),
        document.documentElement.outerHTML,
      ]),
    );
    expect(known).not.toContain(token);
    const names = await readdir(userData, { recursive: true, withFileTypes: true });
    const files = names.filter((entry) => entry.isFile());
    const holding = await Promise.all(
      files.map(async ({ parentPath, name }) => {
        const bytes = await readFile(join(parentPath, name)).catch(() => Buffer.alloc(0));
        return bytes.includes(token) ? [name] : [];
      }),
    );
    expect(holding.flat()).toEqual([]);
  } finally {
    await service.kill();
  }
});

test('nothing is sent to an address that the person did not confirm', async ({
  launch,
  folder,
}) => {
  const service = await startService(join(folder, 'store'), token);
  try {
    const { app, page } = await launch();
    const settings = new ServerSettings(page);
    await answerQuestions(app, 1);
    await settings.open();
    await settings.choose('A Thumbline server');
    await settings.fill('not an address', '');
    await settings.use();
    await expect(page.getByText('This is no address of a server.')).toBeVisible();
    await settings.fill(service.url, token);
    await settings.use();
    await expect.poll(() => questionsAsked(app)).toHaveLength(1);
    // A page that was taken over may try the other door, too.
    const chosen = await page.evaluate(async (serverAddress) => {
      const sly = { usesServer: true, serverAddress, showsRecipe: true };
      await window.thumbline.changeSettings(sly);
      return window.thumbline.readSettings();
    }, service.url);
    expect(chosen).toMatchObject({ ok: true, value: { usesServer: false, serverAddress: null } });
    await new Places(page).goTo('Queue');
    await new QueuePage(page).drop(await makePicture(join(folder, 'photos', 'a.jpg')));
    await expectTally(page, { succeeded: 1 });
    expect(await service.madeCount()).toBe(0);
  } finally {
    await service.kill();
  }
});
