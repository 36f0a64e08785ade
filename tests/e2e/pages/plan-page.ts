import type { Locator, Page } from '@playwright/test';

/** What would be written, before a byte is. */
export class PlanPage {
  readonly lines: Locator;
  readonly start: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.lines = page.getByRole('list', { name: 'Plan' }).getByRole('listitem');
    this.start = page.getByRole('button', { name: 'Start', exact: true });
  }

  line(source: string): Locator {
    return this.lines.filter({ hasText: source });
  }

  /** What the table says of the size of a source's file. */
  fileSize(source: string): Locator {
    return this.line(source).locator('.plan-row > :last-child');
  }

  /** Where the files of the table would be written. */
  async targets(): Promise<readonly string[]> {
    const paths = this.lines.locator('.plan-row > :nth-child(3)');
    return paths.evaluateAll((spans) => spans.map((span) => span.getAttribute('title') ?? ''));
  }

  /** Drops files on the strip at the lower end of the window. */
  async drop(...files: string[]): Promise<void> {
    const { width, height } = await this.page.evaluate(() => ({
      width: window.innerWidth,
      height: window.innerHeight,
    }));
    const client = await this.page.context().newCDPSession(this.page);
    const data = { items: [], files, dragOperationsMask: 1 };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await client.send('Input.dispatchDragEvent', { type, x: width / 2, y: height - 40, data });
    }
    await client.detach();
  }
}
