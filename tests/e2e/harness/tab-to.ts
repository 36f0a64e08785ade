import type { Page } from '@playwright/test';

/** Presses Tab until what has the focus is called so; throws when the whole page has been passed. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  const wanted = page.getByRole('button', { name, exact: true });
  for (let press = 0; press < 60; press += 1) {
    await page.keyboard.press('Tab');
    const isThere = await wanted.evaluateAll((all) =>
      all.includes(document.activeElement as never),
    );
    if (isThere) return;
  }
  throw new Error(`Tab never came to ${String(name)}.`);
}
