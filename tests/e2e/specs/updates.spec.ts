import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import axe from 'axe-core';
import { launchPackaged } from '../harness/packaged-app.ts';
import { serveReleases } from '../harness/release-server.ts';
import { expect, test } from '../harness/test.ts';

/** Clicks the button or switch of that name; false while it is not there. */
const click = (name: string) => `(() => {
  const control = [...document.querySelectorAll('button, [role=switch]')].find((one) =>
    [one.textContent.trim(), one.getAttribute('aria-label')].includes(${JSON.stringify(name)}));
  control?.click();
  return control !== undefined;
})()`;

/** What axe finds in that theme. */
const violationsIn = (theme: string) => `(async () => {
  await thumbline.changeSettings({ theme: '${theme}' });
  await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
  return (await axe.run()).violations.map(({ id, nodes }) => [id, ...nodes.map(({ html }) => html)]);
})()`;

test('a newer version is fetched, proved and put in place, and one that is not right never is', async ({
  folder,
  userData,
}) => {
  const releases = await serveReleases();
  const home = join(folder, 'home');
  const image = join(folder, 'Thumbline.AppImage');
  const started = join(folder, 'started');
  await mkdir(home);
  await writeFile(image, 'the old program');
  const program = Buffer.from(`#!/bin/sh\necho new > '${started}'\n# ${'x'.repeat(200_000)}\n`);
  releases.offer({ version: '0.0.9', bytes: program });
  const { ask, ended, close } = launchPackaged({
    userData,
    updates: releases.url,
    environment: { APPIMAGE: image, HOME: home, XDG_CACHE_HOME: join(home, 'cache') },
  });
  const press = (name: string) => expect.poll(() => ask(click(name))).toBe(true);
  const read = () => ask('document.body.innerText');
  try {
    await press('Settings');
    await expect.poll(read).toContain('Check for new versions');
    expect(releases.asked).toEqual([]);
    await press('Check for new versions');
    await expect.poll(read).toContain('You have the newest version.');

    // One that was changed on the way, and one that is cut short.
    const changed = Buffer.from(program);
    changed.write('#!/bin/zz');
    for (const [sent, line] of [
      [changed, /The download did not match its checksum, so it was thrown away/],
      [program.subarray(0, 1000), /does not answer|did not match/],
    ] as const) {
      releases.offer({ version: '0.2.0', bytes: program, sent });
      await press('Check now');
      await press('Download');
      await expect.poll(read).toMatch(line);
      expect(await readFile(image, 'utf8')).toBe('the old program');
    }

    releases.offer({ version: '0.2.0', bytes: program });
    await press('Check now');
    await press('Download');
    await expect.poll(read).toContain('Thumbline 0.2.0 is ready.');
    await ask(`${axe.source}; document.documentElement.dir = 'rtl';`);
    for (const theme of ['dark', 'light']) expect(await ask(violationsIn(theme))).toEqual([]);
    expect(await readFile(image, 'utf8')).toBe('the old program');
    await press('Restart and update');
    await ended;
    await expect.poll(() => readFile(started, 'utf8').catch(() => '')).toBe('new\n');
    expect(await readFile(image)).toEqual(program);
    expect((await readdir(folder)).toSorted()).toEqual(['Thumbline.AppImage', 'home', 'started']);
  } finally {
    await close();
    releases.close();
  }
});
