import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, type Page } from '@playwright/test';
import { answerQuestions, answerSaveDialog } from '../../tests/e2e/harness/dialogs.ts';
import { expectTally, tallyOf } from '../../tests/e2e/harness/queue-facts.ts';
import { CropsPage } from '../../tests/e2e/pages/crops-page.ts';
import { PlanPage } from '../../tests/e2e/pages/plan-page.ts';
import { QueuePage } from '../../tests/e2e/pages/queue-page.ts';
import { Places } from '../../tests/e2e/pages/places.ts';
import { RecipePanel } from '../../tests/e2e/pages/recipe-panel.ts';
import { ServerSettings } from '../../tests/e2e/pages/server-settings.ts';
import { type Stage, usualSize, type WindowSize } from './stage.ts';

const tallSize: WindowSize = { width: 1240, height: 960 };
const narrowSize: WindowSize = { width: 720, height: 620 };

type Scene = (stage: Stage, take: (page?: Page) => Promise<void>) => Promise<void>;

const photo = 'IMG_2049.jpg';
const cutPhotos = ['IMG_2048', 'IMG_2049', 'IMG_2052', 'IMG_2064', 'market', 'tram-28'];
const damaged = 'olive-grove.jpg';

/** The preview is part of most pictures. */
async function waitForPreview({ page }: Stage): Promise<void> {
  await expect(page.getByRole('img', { name: 'Preview of the result' })).toBeVisible();
  await expect(page.locator('[data-waiting]')).toHaveCount(0);
}

async function openDetails(stage: Stage, name: string): Promise<void> {
  const queue = new QueuePage(stage.page);
  await stage.page.getByRole('searchbox', { name: 'Search names' }).fill(name);
  await queue.task(name).dblclick();
  await expect(stage.page.getByRole('complementary', { name: 'Details' })).toBeVisible();
}

async function closeDetails({ page }: Stage): Promise<void> {
  await page.getByRole('button', { name: 'Close details' }).click();
  await page.getByRole('searchbox', { name: 'Search names' }).fill('');
}

/** How the window is brought into the state of each picture, in this order; `take` takes it. */
export const scenes: Readonly<Record<string, Scene>> = {
  empty: async ({ page }, take) => {
    await expect(new QueuePage(page).button('Choose files')).toBeVisible();
    await take();
  },
  plan: async ({ page, photos }, take) => {
    await new RecipePanel(page).choosePreset('Web set');
    const plan = new PlanPage(page);
    await plan.drop(photos);
    await expect(plan.line('facade.jpg').first()).toBeVisible({ timeout: 60_000 });
    await take();
    await page.getByRole('button', { name: 'Back to the queue' }).click();
  },
  queue: async (stage, take) => {
    const { page, photos } = stage;
    await new QueuePage(page).drop(photos);
    await expect
      .poll(async () => (await tallyOf(page)).succeeded, { timeout: 60_000, intervals: [20] })
      .toBeGreaterThanOrEqual(22);
    await expect(page.getByText('a second')).toBeVisible();
    const goOn = await stage.freezeWorkers();
    await new QueuePage(page).task('IMG_2048.jpg').click();
    await waitForPreview(stage);
    await take();
    goOn();
    await expectTally(page, { succeeded: 46, failed: 1 });
  },
  recipe: async (stage, take) => {
    const { page } = stage;
    await stage.resize(tallSize);
    await new QueuePage(page).task(photo).click();
    await page.getByRole('button', { name: 'All about medium-webp' }).click();
    await page.getByRole('radio', { name: 'Cover' }).click();
    await page.getByRole('radio', { name: 'What draws the eye' }).click();
    await waitForPreview(stage);
    await take();
    await new RecipePanel(page).choosePreset('Thumbnail');
    await stage.resize(usualSize);
  },
  detail: async (stage, take) => {
    await openDetails(stage, photo);
    await take();
    await closeDetails(stage);
  },
  failure: async (stage, take) => {
    await openDetails(stage, damaged);
    await stage.page.getByText('Technical details').click();
    await take();
    await closeDetails(stage);
  },
  list: async ({ page }, take) => {
    await page.getByRole('radio', { name: 'List' }).click();
    await expect(new QueuePage(page).tasks).toBeVisible();
    await take();
    await page.getByRole('radio', { name: 'Grid' }).click();
  },
  history: async ({ page }, take) => {
    await new Places(page).goTo('History');
    await expect(page.getByRole('list', { name: 'History' })).toBeVisible();
    await take();
  },
  monitor: async ({ page }, take) => {
    await new Places(page).goTo('Monitor');
    await expect(page.getByRole('heading', { name: 'Workers' })).toBeVisible();
    await take();
  },
  settings: async ({ page }, take) => {
    await new Places(page).goTo('Settings');
    await take();
    await new Places(page).goTo('Queue');
  },
  server: async (stage, take) => {
    const { app, page } = stage;
    const { url, token } = await stage.server();
    await answerQuestions(app, 0);
    const settings = new ServerSettings(page);
    await settings.open();
    await settings.choose('A Thumbline server');
    await settings.fill(url, token);
    await settings.use();
    await expect(settings.line).toContainText('Connected');
    await settings.line.scrollIntoViewIfNeeded();
    await take();
    await settings.choose('This computer');
    await new Places(page).goTo('Queue');
  },
  'contact-sheet': async ({ app, page, workFolder, openTab }, take) => {
    const sheet = join(workFolder, 'Lisbon, spring.html');
    await answerSaveDialog(app, sheet);
    // Some failed, so what is saved stands in the menu.
    await new QueuePage(page).chooseMore('Contact sheet (HTML)…');
    const notice = new QueuePage(page).notice('Saved 46 pictures');
    await expect(notice).toBeVisible();
    const tab = await openTab(pathToFileURL(sheet).href);
    await take(tab);
    await tab.close();
    // It goes by itself, and is in no other picture.
    await expect(notice).toHaveCount(0, { timeout: 30_000 });
  },
  narrow: async (stage, take) => {
    await stage.resize(narrowSize);
    await expect(new QueuePage(stage.page).button('Recipe')).toBeVisible();
    await take();
    await stage.resize(usualSize);
  },
  crops: async (stage, take) => {
    const { page, photos } = stage;
    await new QueuePage(page).chooseMore('Clear finished');
    await new RecipePanel(page).choosePreset('Social');
    await new QueuePage(page).drop(...cutPhotos.map((name) => join(photos, `${name}.jpg`)));
    await expectTally(page, { succeeded: cutPhotos.length });
    const crops = new CropsPage(page);
    await crops.open();
    await crops.choose(photo);
    await crops.drag(0.7, 0.3);
    await take();
  },
  browser: async ({ photos, openTab, server }, take) => {
    const { url, token } = await server();
    const tab = await openTab(`${url}/?token=${encodeURIComponent(token)}`);
    const queue = new QueuePage(tab);
    await queue.drop(photos);
    await expect(queue.button('Done 46')).toBeVisible({ timeout: 60_000 });
    await take(tab);
    await tab.close();
  },
};
