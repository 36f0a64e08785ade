// Takes every picture of docs/images from the real app on the sample pictures, in both themes.
import { cpSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import sharp from 'sharp';
import { launchApp } from '../../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../../tests/e2e/harness/temp-folder.ts';
import { makeHolidayFolder } from './holiday-folder.ts';
import { scenes, usualSize } from './scenes.ts';
import { createStage } from './stage.ts';

const root = join(import.meta.dirname, '..', '..');
const target = join(root, 'docs', 'images');

/** With a palette, so that the pictures stay small in the repository. */
async function take(page: Page, name: string): Promise<void> {
  await page.evaluate(() =>
    Promise.all([...document.images].map((image) => image.decode().catch(() => undefined))),
  );
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  await sharp(picture)
    .png({ palette: true, quality: 92, effort: 10 })
    .toFile(join(target, `${name}.png`));
  console.log(`docs/images/${name}.png`);
}

const folder = makeTempFolder();
const holiday = join(folder.path, 'Lisbon, spring');
cpSync(join(root, 'samples'), holiday, {
  recursive: true,
  filter: (source) => !source.endsWith('thumbnails') && !source.endsWith('.md'),
});
await makeHolidayFolder(holiday);
mkdirSync(target, { recursive: true });

for (const theme of ['light', 'dark'] as const) {
  const userData = join(folder.path, `user data ${theme}`);
  const running = await launchApp({ userData });
  const stage = createStage(running, holiday);
  await stage.resize(usualSize);
  await running.page.evaluate(
    (wanted) => window.thumbline.changeSettings({ theme: wanted }),
    theme,
  );
  for (const [name, play] of Object.entries(scenes)) {
    await play(stage, () => take(running.page, `${name}-${theme}`));
  }
  await running.close();
  rmSync(join(holiday, 'thumbnails'), { recursive: true, force: true });
}
folder.remove();
