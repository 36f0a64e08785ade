import type { Page } from '@playwright/test';

export interface FrameFigures {
  readonly count: number;
  readonly longestMs: number;
  readonly p99Ms: number;
}

declare global {
  interface Window {
    frameTimes?: number[];
  }
}

/** Notes the time between animation frames in the page until `stop`. Milliseconds. */
export async function watchFrames(page: Page): Promise<{ stop: () => Promise<FrameFigures> }> {
  await page.evaluate(() => {
    const times: number[] = [];
    window.frameTimes = times;
    let last = performance.now();
    const note = (now: number) => {
      times.push(now - last);
      last = now;
      if (window.frameTimes === times) requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
  });
  return {
    stop: async () => {
      const times = await page.evaluate(() => {
        const noted = window.frameTimes ?? [];
        delete window.frameTimes;
        return noted;
      });
      const sorted = times.toSorted((a, b) => a - b);
      return {
        count: sorted.length,
        longestMs: sorted.at(-1) ?? 0,
        p99Ms: sorted[Math.floor(sorted.length * 0.99)] ?? 0,
      };
    },
  };
}
