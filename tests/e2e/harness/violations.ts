import type { Page } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe?: typeof axe;
  }
}

/** The only thing that a theme changes. */
const colourRules = ['color-contrast', 'link-in-text-block'];

interface Look {
  readonly theme?: 'light' | 'dark';
  /** The part of the page to look at; without one all of it. */
  readonly within?: string;
  readonly options?: axe.RunOptions;
}

async function lookOnce(page: Page, { theme, within, options = {} }: Look): Promise<string[]> {
  await page.emulateMedia({ reducedMotion: 'reduce', colorScheme: theme ?? null });
  // Once a page: reading axe's source takes far longer than running it.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const wanted: axe.RunOptions = { ...options, resultTypes: ['violations'] };
  return page.evaluate(
    async ([place, chosen]) => {
      // Fading text has no contrast worth measuring.
      await Promise.allSettled(document.getAnimations().map(({ finished }) => finished));
      const found = await window.axe?.run(place ?? document, chosen);
      if (!found) throw new Error('axe is not on the page.');
      return found.violations.flatMap(({ id, help, nodes }) =>
        nodes.map(({ target }) => `${id}: ${help} (${target.join(' ')})`),
      );
    },
    [within, wanted] as const,
  );
}

/** What axe finds, each as one readable line. */
export function violationsOf(page: Page): Promise<string[]> {
  return lookOnce(page, {});
}

/**
 * What axe finds in both themes, while the app follows the system's: on the whole page, or in what has been opened since
 * that was looked at.
 */
export async function violationsInBothThemes(page: Page, opened?: string): Promise<string[]> {
  const within = opened ? { within: opened } : {};
  const found = await lookOnce(page, { theme: 'light', ...within });
  const dark = await lookOnce(page, {
    theme: 'dark',
    ...within,
    options: { runOnly: colourRules },
  });
  return [...found, ...dark.map((line) => `in the dark theme, ${line}`)];
}
