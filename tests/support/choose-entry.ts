import type { Locator } from '@playwright/test';

/** By key: a mouse button that a busy machine holds down long enough chooses what opens under it, or closes it again. */
export async function chooseEntry(opener: Locator, entry: string): Promise<void> {
  await opener.press('Enter');
  await opener.page().getByRole('menuitem', { name: entry }).click();
}
