import type { Locator, Page } from '@playwright/test';
import { chooseEntry } from '../../support/choose-entry.ts';

/** Every crop at once, and the point to keep. */
export class CropsPage {
  readonly crops: Locator;
  readonly editor: Locator;
  readonly point: Locator;
  /** What each shape shows of the chosen picture. */
  readonly shapes: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.crops = page.getByRole('list', { name: 'Crops' });
    this.editor = page.getByRole('complementary', { name: 'Point to keep' });
    this.point = this.editor.getByRole('button', { name: /^Point to keep/ });
    this.shapes = this.editor.locator('.crop-editor-shapes');
  }

  async open(): Promise<void> {
    await chooseEntry(this.page.getByRole('button', { name: 'More', exact: true }), 'Check crops');
  }

  async choose(name: string): Promise<void> {
    await this.card(name).click();
  }

  card(name: string): Locator {
    return this.crops.getByRole('button', { name });
  }

  /** The true sizes of the pictures in there, in pixels; of what has not loaded 0. */
  async shownSizes(within: Locator): Promise<readonly string[]> {
    return within
      .locator('img')
      .evaluateAll((images: HTMLImageElement[]) =>
        images.map(({ naturalWidth, naturalHeight }) => `${naturalWidth} × ${naturalHeight}`),
      );
  }

  /** Width by height of the pictures in there as they are on the screen. */
  async drawnRatios(within: Locator): Promise<readonly number[]> {
    return within
      .locator('img')
      .evaluateAll((images) =>
        images.map(({ clientWidth, clientHeight }) => Math.round(clientWidth / clientHeight)),
      );
  }

  /** Drags the point to a place of the picture, given in fractions of it. */
  async drag(x: number, y: number): Promise<void> {
    await this.editor
      .locator('.point-pad img')
      .evaluate((image: HTMLImageElement) => image.decode());
    const picture = await this.editor.locator('.point-pad').boundingBox();
    const from = await this.point.boundingBox();
    if (picture === null || from === null) throw new Error('There is no picture to drag on.');
    await this.page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(picture.x + picture.width * x, picture.y + picture.height * y, {
      steps: 4,
    });
    await this.page.mouse.up();
  }
}
