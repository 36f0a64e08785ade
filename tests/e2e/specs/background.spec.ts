import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { ElectronApplication } from '@playwright/test';
import { desktopWith } from '../harness/desktop-with.ts';
import { makePicture } from '../harness/images.ts';
import { expectTally } from '../harness/queue-facts.ts';
import { expect, test } from '../harness/test.ts';
import { QueuePage } from '../pages/queue-page.ts';

/** Shows what is told in place of a desktop, and answers it with what is then written into the pipe beside. */
async function putNotifier(bin: string) {
  const [told, answer] = [join(bin, 'told'), join(bin, 'answer')];
  const program = `#!/bin/sh\nmkfifo '${answer}'\nprintf '%s\\n' "$@" > '${told}'\ncat '${answer}'\n`;
  await writeFile(join(bin, 'notify-send'), program, { mode: 0o755 });
  return {
    told: () => readFile(told, 'utf8').catch(() => ''),
    answer: (name: string) => writeFile(answer, `${name}\n`),
  };
}

/** Notes dialogs, the machine's being kept awake and what is shown in its folder. */
async function spy(app: ElectronApplication): Promise<void> {
  await app.evaluate(({ app: own, dialog, powerSaveBlocker, shell }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    powerSaveBlocker.start = () => asked.push('awake');
    powerSaveBlocker.stop = () => {
      asked.push('may sleep');
      return true;
    };
    own.setBadgeCount = (count) => {
      asked.push(`badge ${count}`);
      return true;
    };
    shell.showItemInFolder = (path) => void asked.push(`reveal ${path}`);
    dialog.showMessageBox = (...words: unknown[]) => {
      const { message } = words.at(-1) as Electron.MessageBoxOptions;
      asked.push(`ask ${message}`);
      return Promise.resolve({ response: 0, checkboxChecked: false });
    };
  });
}

const askedOf = (app: ElectronApplication) =>
  app.evaluate(() => (globalThis as unknown as { asked: string[] }).asked);

test('a batch tells the desktop how far it is, and keeps the computer awake while it runs', async ({
  queue,
  folder,
  running,
}) => {
  const { app, page } = running;
  await spy(app);
  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expect.poll(() => askedOf(app)).toContain('badge 1');
  // While it is paused the machine may sleep.
  expect(await askedOf(app)).not.toContain('awake');
  await page.evaluate(() => window.thumbline.resumeQueue());
  await expectTally(page, { succeeded: 1 });
  const ofPower = async () =>
    (await askedOf(app)).filter((what) => /badge 0|awake|sleep/.test(what));
  await expect.poll(ofPower).toEqual(['awake', 'badge 0', 'may sleep']);
});

test('where the desktop has a tray, the app goes on in it without its window, asked once, and what it made is undone from a notification', async ({
  folder,
  launch,
}) => {
  const configured = join(folder, 'config');
  const bin = join(folder, 'bin');
  const desktop = await desktopWith(bin, true);
  const notifier = await putNotifier(bin);
  const { app, page } = await launch({
    args: ['--background'],
    environment: { ...desktop, XDG_CONFIG_HOME: configured },
  });
  await spy(app);
  const isVisible = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible());
  // As at login: only who asks for the window sees it.
  expect(await isVisible()).toBe(false);
  await app.evaluate(({ app: own }) => void own.emit('activate'));
  await expect.poll(isVisible).toBe(true);
  const queue = new QueuePage(page);
  await page.keyboard.press('Control+4');
  await page.getByRole('switch', { name: 'Start at login' }).click();
  const entry = join(configured, 'autostart', 'org.thumbline.Thumbline.desktop');
  await expect.poll(() => readFile(entry, 'utf8').catch(() => '')).toContain('"--background"');
  await page.keyboard.press('Control+1');
  await page.evaluate(() => window.thumbline.pauseQueue());
  await queue.drop(await makePicture(join(folder, 'a.jpg')));
  await expectTally(page, { queued: 1 });

  const closed = page.waitForEvent('close');
  await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.close());
  await closed;
  await expect.poll(() => askedOf(app)).toContain('ask Keep Thumbline in the tray?');
  const windowCount = () =>
    app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length);
  await expect.poll(windowCount).toBe(0);
  // A second start, as from the tray or the menu of programs, brings the window back.
  const opened = app.waitForEvent('window');
  await app.evaluate(({ app: own }) => void own.emit('activate'));
  const again = await opened;
  await expectTally(again, { queued: 1 });
  await app.evaluate(({ BrowserWindow }) => {
    for (const window of BrowserWindow.getAllWindows()) window.isFocused = () => false;
  });
  await again.evaluate(() => window.thumbline.resumeQueue());
  await expectTally(again, { succeeded: 1 });
  const buttons = '--action=1=Show in folder\n--action=2=Undo\n--\nThumbnails are ready\n';
  await expect.poll(notifier.told).toContain(buttons);
  await notifier.answer('2');
  await expect(again.getByRole('dialog', { name: /Undo/ })).toBeVisible();
  const settings = await again.evaluate(() => window.thumbline.readSettings());
  expect(settings.ok && settings.value.whenClosed).toBe('stay');
});
