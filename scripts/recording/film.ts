import type { CDPSession, Page } from '@playwright/test';

/** What Chromium drew, as PNG, from that moment on. */
export interface Shot {
  readonly atMs: number;
  readonly picture: Buffer;
}

/** A stretch that is shown in less time than it took. */
interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
  readonly shownMs: number;
}

/** What the page draws from `startFilm` on. Chromium tells of each change; it draws no pointer. */
export interface Film {
  readonly shots: readonly Shot[];
  /** Shows what happens meanwhile in at most so many milliseconds, whatever the computer needs for it. */
  readonly within: (limitMs: number, action: () => Promise<void>) => Promise<void>;
  /** A moment of `Date.now()` → milliseconds from the film's beginning. */
  readonly shownAt: (atMs: number) => number;
  readonly end: () => Promise<void>;
}

async function keepShots(client: CDPSession, shots: Shot[]): Promise<void> {
  client.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    const atMs = (metadata.timestamp ?? Date.now() / 1000) * 1000;
    shots.push({ atMs, picture: Buffer.from(data, 'base64') });
    void client.send('Page.screencastFrameAck', { sessionId }).catch(() => undefined);
  });
  await client.send('Page.startScreencast', { format: 'png', everyNthFrame: 1 });
}

export async function startFilm(page: Page): Promise<Film> {
  const shots: Shot[] = [];
  const stretches: Stretch[] = [];
  const client = await page.context().newCDPSession(page);
  await keepShots(client, shots);
  const startMs = Date.now();
  return {
    shots,
    async within(limitMs, action) {
      const fromMs = Date.now();
      await action();
      const toMs = Date.now();
      stretches.push({ fromMs, toMs, shownMs: Math.min(limitMs, toMs - fromMs) });
    },
    shownAt: (atMs) =>
      stretches.reduce(
        (shown, { fromMs, toMs, shownMs }) => {
          const passed = Math.min(Math.max(atMs - fromMs, 0), toMs - fromMs);
          return shown - passed * (1 - shownMs / Math.max(1, toMs - fromMs));
        },
        Math.max(0, atMs - startMs),
      ),
    async end() {
      await client.send('Page.stopScreencast');
      await client.detach();
    },
  };
}
