import type { Locator, Page } from '@playwright/test';
import { Places } from './places.ts';

/** Where the settings say on what pictures are made. */
export class ServerSettings {
  readonly address: Locator;
  readonly token: Locator;
  readonly line: Locator;
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
    this.address = page.getByRole('textbox', { name: 'Address' });
    this.token = page.getByLabel('Token');
    this.line = page.locator('.server-line');
  }

  open(): Promise<void> {
    return new Places(this.#page).goTo('Settings');
  }

  async choose(place: 'This computer' | 'A Thumbline server'): Promise<void> {
    await this.#page.getByRole('radio', { name: place }).click();
  }

  async fill(address: string, token: string): Promise<void> {
    await this.address.fill(address);
    await this.token.fill(token);
  }

  async use(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Use this server' }).click();
  }

  async check(): Promise<void> {
    await this.#page.getByRole('button', { name: 'Check' }).click();
  }

  /** The sign in the queue's header. */
  sign(words: string): Locator {
    return this.#page.getByRole('contentinfo').getByRole('button', { name: words });
  }
}
