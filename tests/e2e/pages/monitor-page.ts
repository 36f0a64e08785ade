import type { Locator, Page } from '@playwright/test';
import { Places } from './places.ts';
import { expect } from '../../support/expect-page.ts';

type Chart = 'Finished' | 'Queue' | 'Run time' | 'Wait before it starts';

/** What the queue did in the last ten minutes. */
export class MonitorPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  async open(): Promise<void> {
    await new Places(this.page).goTo('Monitor');
    await expect(this.chart('Finished')).toBeVisible();
  }

  chart(name: Chart): Locator {
    return this.page.getByRole('figure', { name, exact: true });
  }

  /** What goes through a chart's time. */
  time(name: Chart): Locator {
    return this.chart(name).getByRole('slider');
  }

  figure(chart: Chart, name: string): Locator {
    const row = this.chart(chart).locator('dl > div');
    return row.filter({ has: this.page.getByText(name, { exact: true }) }).locator('dd');
  }
}
