import type { Page } from '@playwright/test';

declare global {
  interface Window {
    inputTimes?: number[];
  }
}

/** Milliseconds from an input to the frame that shows what came of it, as Chromium's event timing says it, in steps of 8; the longest of several events. */
export async function inputToPaint(page: Page, act: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.inputTimes = times;
    const note = (entries: readonly PerformanceEntry[]) =>
      times.push(...entries.map(({ duration }) => duration));
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    const options = { type: 'event', durationThreshold: 16 };
    observer.observe(options);
  });
  await act();
  return page.evaluate(async () => {
    // Told of some frames later, and not at all where it was less than 16.
    for (let frame = 0; frame < 20; frame += 1) await new Promise(requestAnimationFrame);
    return Math.max(0, ...(window.inputTimes ?? []));
  });
}
