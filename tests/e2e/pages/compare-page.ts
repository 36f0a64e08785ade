import type { Locator, Page } from '@playwright/test';
import { expect } from '../../support/expect-page.ts';

/** The full-size comparison. */
export class ComparePage {
  readonly page: Page;
  readonly stage: Locator;

  constructor(page: Page) {
    this.page = page;
    this.stage = page.locator('.versus-stage');
  }

  dialog(name: string): Locator {
    return this.page.getByRole('dialog', { name: `Compare ${name}` });
  }

  /** Both pictures are there. */
  async expectReady(name: string): Promise<void> {
    await expect(this.dialog(name)).toBeVisible();
    await expect(this.stage).toHaveAttribute('data-ready', '');
  }

  /** What is shown of that side with its own pixels. */
  parts(side: 'before' | 'after'): Locator {
    return this.stage.locator(`[data-side="${side}"] .versus-parts img`);
  }

  /** All that is in sight there is as sharp as it is. */
  async expectSharp(side: 'before' | 'after'): Promise<void> {
    await expect(this.parts(side)).toHaveCount(1);
    const parts = this.stage.locator(`[data-side="${side}"] .versus-parts`);
    await expect(parts).toHaveAttribute('data-sharp', '');
  }

  /** The real size of the picture that is drawn on that side, in its own pixels. */
  async sizeOf(side: 'before' | 'after'): Promise<readonly [number, number]> {
    const picture = this.stage.locator(`[data-side="${side}"] .versus-whole`);
    return picture.evaluate((image: HTMLImageElement) => [image.naturalWidth, image.naturalHeight]);
  }

  /** How wide one side's picture is on the screen, in CSS pixels. */
  async shownWidth(side: 'before' | 'after'): Promise<number> {
    const picture = this.stage.locator(`[data-side="${side}"] .versus-picture`);
    return picture.evaluate((element) => element.getBoundingClientRect().width);
  }

  /** How that side's pixels are drawn: smoothed, or as squares. */
  async drawingOf(side: 'before' | 'after'): Promise<string> {
    const picture = this.stage.locator(`[data-side="${side}"] .versus-whole`);
    return picture.evaluate((image) => getComputedStyle(image).imageRendering);
  }
}
