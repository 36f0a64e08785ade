import type { Locator, Page } from '@playwright/test';

/** What the next pictures are made with. */
export class RecipePanel {
  readonly panel: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.panel = page.getByRole('complementary', { name: 'Recipe' });
  }

  async choosePreset(name: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'Preset' }).click();
    await this.page.getByRole('option', { name: new RegExp(`^${name}\\b`) }).click();
  }

  /** Opens the editor of the only output. */
  async editOutput(): Promise<void> {
    await this.panel.getByRole('region', { name: 'Sizes' }).getByRole('button').last().click();
  }

  async setSize(width: number, height: number): Promise<void> {
    for (const [name, value] of [
      ['Width', width],
      ['Height', height],
    ] as const) {
      const field = this.panel.getByRole('textbox', { name });
      await field.fill(String(value));
      await field.press('Tab');
    }
  }

  async chooseFormat(name: string): Promise<void> {
    await this.panel.getByRole('combobox', { name: 'Format' }).click();
    await this.page.getByRole('option', { name }).click();
  }

  /** Opens the fields behind the part of the sentence with this name. */
  async openSlot(name: RegExp): Promise<void> {
    await this.panel.getByRole('button', { name }).click();
  }

  async setFolderName(name: string): Promise<void> {
    await this.openSlot(/where results are saved$/);
    const field = this.panel.getByRole('textbox', { name: 'Folder name' });
    await field.fill(name);
    await field.press('Enter');
  }
}
