import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** What axe finds, each as one readable line. */
export async function violationsOf(page: Page): Promise<string[]> {
  // Fading text has no contrast worth measuring.
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: null });
  await page.evaluate(() =>
    Promise.allSettled(document.getAnimations().map(({ finished }) => finished)),
  );
  // Electron opens no second page, which axe's other mode needs.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
  );
}
