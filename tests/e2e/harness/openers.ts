import type { Locator, Page } from '@playwright/test';
import { expect } from '../../support/expect-page.ts';

/** What menus, selects and popovers open. */
export const popup = '.popup:not([hidden] *)';

const popups = (page: Page) => page.locator(popup).filter({ visible: true });

/** Opens each menu, select and popover within `root`, one after the other, and calls back while it is open. */
export async function openEach(
  root: Locator,
  look: (name: string) => Promise<void>,
): Promise<void> {
  const page = root.page();
  const openers = await root.locator('[aria-haspopup]:visible:enabled').all();
  expect(openers).not.toHaveLength(0);
  for (const opener of openers) {
    const name = await opener.evaluate((button) => button.ariaLabel ?? button.textContent ?? '');
    // A mouse button that a busy machine holds down long enough chooses what opens under it.
    await opener.press('Enter');
    await expect(popups(page)).toHaveCount(1);
    await look(name.trim());
    await closePopup(page);
  }
}

export async function closePopup(page: Page): Promise<void> {
  await page.keyboard.press('Escape');
  await expect(popups(page)).toHaveCount(0);
}
