// Takes every picture of docs/images from the real app on the sample pictures, in both themes and in a wide font.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { launchApp } from '../../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../../tests/e2e/harness/temp-folder.ts';
import { useWideFont } from '../../tests/e2e/harness/text-problems.ts';
import { buildPageIfStale } from '../build-if-stale.js';
import { makeHolidayFolder } from './holiday-folder.ts';
import { scenes } from './scenes.ts';
import { createStage, usualSize } from './stage.ts';

const root = join(import.meta.dirname, '..', '..');
const target = join(root, 'docs', 'images');

/** As WebP without visible loss, so that the pictures stay small in the repository. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))),
  );
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await sharp(picture)
    .webp({ nearLossless: true, quality: 60, effort: 6 })
    .toFile(join(target, `${name}.webp`));
  console.log(`docs/images/${name}.webp`);
}

/** All are played, since one leads to the next. */
const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in scenes));
if (unknown.length > 0) {
  const known = Object.keys(scenes).join(', ');
  throw new Error(`There is no scene ${unknown.join(', ')}. There are ${known}.`);
}

const folder = makeTempFolder();
const photos = join(folder.path, 'Lisbon, spring');
mkdirSync(photos);
cpSync(join(root, 'samples', 'sunset-badge.png'), join(photos, 'sunset-badge.png'));
await makeHolidayFolder(photos);
buildPageIfStale();
mkdirSync(join(target, 'wide-font'), { recursive: true });

/** The wide font is for our own eyes: what fits in it fits in the fonts of most systems. */
const looks = [
  { theme: 'light', hasWideFont: false, nameOf: (scene: string) => `${scene}-light` },
  { theme: 'dark', hasWideFont: false, nameOf: (scene: string) => `${scene}-dark` },
  { theme: 'light', hasWideFont: true, nameOf: (scene: string) => join('wide-font', scene) },
] as const;

for (const { theme, hasWideFont, nameOf } of looks) {
  const workFolder = join(folder.path, nameOf('work'));
  mkdirSync(workFolder, { recursive: true });
  const running = await launchApp({ userData: join(workFolder, 'user data') });
  const stage = await createStage({ running, photos, workFolder, theme });
  await stage.resize(usualSize);
  await running.page.evaluate((name) => window.thumbline.changeSettings({ theme: name }), theme);
  if (hasWideFont) await useWideFont(running.page);
  try {
    for (const [scene, play] of Object.entries(scenes)) {
      await play(stage, async (page = running.page) => {
        if (wanted.length > 0 && !wanted.includes(scene)) return;
        if (hasWideFont) await useWideFont(page);
        await take(page, nameOf(scene));
      });
    }
  } finally {
    await stage.close();
  }
  rmSync(join(photos, 'thumbnails'), { recursive: true, force: true });
}
folder.remove();
