// Takes every picture of docs/images from the real app on the sample pictures, in both themes.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { launchApp } from '../../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../../tests/e2e/harness/temp-folder.ts';
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

const folder = makeTempFolder();
const photos = join(folder.path, 'Lisbon, spring');
mkdirSync(photos);
cpSync(join(root, 'samples', 'sunset-badge.png'), join(photos, 'sunset-badge.png'));
await makeHolidayFolder(photos);
buildPageIfStale();
mkdirSync(target, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  const workFolder = join(folder.path, theme);
  mkdirSync(workFolder);
  const running = await launchApp({ userData: join(workFolder, 'user data') });
  const stage = await createStage({ running, photos, workFolder, theme });
  await stage.resize(usualSize);
  await running.page.evaluate(
    (wanted) => window.thumbline.changeSettings({ theme: wanted }),
    theme,
  );
  try {
    for (const [name, play] of Object.entries(scenes)) {
      await play(stage, (page = running.page) => take(page, `${name}-${theme}`));
    }
  } finally {
    await stage.close();
  }
  rmSync(join(photos, 'thumbnails'), { recursive: true, force: true });
}
folder.remove();
