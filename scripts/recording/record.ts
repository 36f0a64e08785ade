// Films what docs/images/recording-*.webp show: the built app, driven as a hand would, on drawn photographs.
import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { launchApp } from '../../tests/e2e/harness/launch.ts';
import { makeTempFolder } from '../../tests/e2e/harness/temp-folder.ts';
import { RecipePanel } from '../../tests/e2e/pages/recipe-panel.ts';
import { makeHolidayFolder } from '../screenshots/holiday-folder.ts';
import { develop } from './develop.ts';
import { startFilm } from './film.ts';
import { createHand } from './hand.ts';
import { beats } from './story.ts';

const images = join(import.meta.dirname, '..', '..', 'docs', 'images');
const size = { width: 1240, height: 776 };
const count = 28;

const folder = makeTempFolder();
const photos = join(folder.path, 'Lisbon, spring');
mkdirSync(photos);
await makeHolidayFolder(photos, count + 1);
// What fails is told on other pages.
rmSync(join(photos, 'olive-grove.jpg'));

for (const theme of ['light', 'dark'] as const) {
  const own = join(folder.path, theme);
  mkdirSync(own);
  const running = await launchApp({
    userData: join(own, 'user data'),
    environment: { XDG_DATA_HOME: join(own, 'trash') },
  });
  const { app, page } = running;
  try {
    await app.evaluate(({ BrowserWindow }, { width, height }) => {
      BrowserWindow.getAllWindows()[0]?.setContentSize(width, height);
    }, size);
    await page.evaluate((name) => window.thumbline.changeSettings({ theme: name }), theme);
    await new RecipePanel(page).choosePreset('Web set');
    await page.mouse.move(size.width / 2, size.height - 1);
    await page.evaluate(() =>
      Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
    );
    // The menu's last frame goes after its animation.
    await expect(page.getByRole('listbox')).toHaveCount(0);
    const film = await startFilm(page);
    const hand = createHand(page, { x: -70, y: size.height - 160 });
    for (const [limitMs, action] of beats) {
      await film.within(limitMs, () => action({ page, hand, photos, count }));
    }
    await film.end();
    const target = join(images, `recording-${theme}.webp`);
    const { lastsMs, frameCount } = await develop(film, hand.gestures, target);
    const megabytes = (statSync(target).size / 1e6).toFixed(2);
    console.log(
      `docs/images/recording-${theme}.webp: ${(lastsMs / 1000).toFixed(1)} s, ${frameCount} frames, ${megabytes} MB`,
    );
  } finally {
    await running.close();
  }
  rmSync(join(photos, 'thumbnails'), { recursive: true, force: true });
}
folder.remove();
