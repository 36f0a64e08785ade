import { setTimeout as wait } from 'node:timers/promises';
import { expect, type Page } from '@playwright/test';
import { expectTally } from '../../tests/e2e/harness/queue-facts.ts';
import { QueuePage } from '../../tests/e2e/pages/queue-page.ts';
import { type Hand, middleOf } from './hand.ts';

export interface Stage {
  readonly page: Page;
  readonly hand: Hand;
  /** The folder that is dropped, and how many pictures it holds. */
  readonly photos: string;
  readonly count: number;
}

/** What happens next, and in how many milliseconds at most it is shown: a busy computer may need longer for it. */
type Beat = readonly [limitMs: number, action: (stage: Stage) => Promise<void>];

const detailsOf = (page: Page) => page.getByRole('complementary', { name: 'Details' });
const questionOf = (page: Page) => page.getByRole('dialog', { name: 'Undo this batch?' });

/** A folder in, small pictures out, a look at one, and all of it undone: 20 seconds. */
export const beats: readonly Beat[] = [
  [600, () => wait(600)],
  [
    2500,
    async ({ page, hand, photos }) => {
      const { x, y } = await middleOf(new QueuePage(page).dropTarget);
      await hand.drop(
        photos,
        [
          { x: x - 40, y: y + 30 },
          { x, y },
        ],
        1900,
      );
    },
  ],
  [
    5200,
    async ({ page, hand, count }) => {
      await hand.moveTo({ x: 905, y: 500 }, 900);
      await expectTally(page, { succeeded: count });
    },
  ],
  [
    2300,
    async ({ page, hand }) => {
      const facts = await middleOf(page.getByText(/ MB$/).last());
      await hand.moveTo({ x: facts.x + 60, y: facts.y + 14 }, 900);
      await wait(1400);
    },
  ],
  [
    1900,
    async ({ page, hand }) => {
      await hand.doubleClick(new QueuePage(page).task('harbour-dawn.jpg'), 900);
      await expect(detailsOf(page)).toBeVisible();
      await expect(page.locator('[data-waiting]')).toHaveCount(0);
      await wait(500);
    },
  ],
  [
    3300,
    async ({ page, hand }) => {
      const slider = detailsOf(page).getByRole('slider', { name: 'Before and after' });
      const { x, y } = await middleOf(slider);
      await hand.moveTo({ x, y }, 600);
      const stops = [x - 130, x + 120, x - 10].map((stop) => ({ x: stop, y }));
      await hand.drag(stops, 2300);
      await wait(300);
    },
  ],
  [
    1100,
    async ({ page, hand }) => {
      await hand.click(page.getByRole('button', { name: 'Close details' }), 700);
      await expect(detailsOf(page)).toHaveCount(0);
    },
  ],
  [
    1900,
    async ({ page, hand }) => {
      await hand.click(new QueuePage(page).button('Undo batch'), 800);
      await expect(questionOf(page)).toBeVisible();
      await wait(800);
    },
  ],
  [
    1600,
    async ({ page, hand }) => {
      await hand.click(questionOf(page).getByRole('button', { name: 'Undo' }), 600);
      await expect(new QueuePage(page).notice('moved to the trash')).toBeVisible();
    },
  ],
  [
    2400,
    async ({ hand }) => {
      await hand.moveTo({ x: 690, y: 690 }, 700);
      await wait(1700);
    },
  ],
];
