import type { Page } from '@playwright/test';

/** What the next drop is made with, changed as the panel does. */
export async function setRecipe(page: Page, change: object): Promise<void> {
  await page.evaluate(async (changed) => {
    const { thumbline } = window;
    const settings = await thumbline.readSettings();
    if (!settings.ok) throw new Error(settings.problem.message);
    const { recipe } = settings.value;
    await thumbline.changeSettings({ recipe: { ...recipe, ...changed }, presetId: null });
  }, change);
}
