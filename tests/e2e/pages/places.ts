import type { Locator, Page } from '@playwright/test';

/** The places of the window. */
export class Places {
  readonly navigation: Locator;

  constructor(page: Page) {
    this.navigation = page.getByRole('navigation', { name: 'Places' });
  }

  async goTo(place: 'Queue' | 'History' | 'Monitor' | 'Settings'): Promise<void> {
    await this.navigation.getByRole('button', { name: place }).click();
  }
}
