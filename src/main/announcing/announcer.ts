import type { Announcements } from '../../shared/ipc/announcements.ts';

export type Announce = <Name extends keyof Announcements>(
  name: Name,
  news: Announcements[Name],
) => void;

/** Announces, and calls back whenever the presets were changed. */
export const alsoOnPresets =
  (announce: Announce, onPresets: () => void): Announce =>
  (name, news) => {
    announce(name, news);
    if (name === 'presets:changed') onPresets();
  };

/** Where announcements go: the page of the window, when there is one. */
export type Send = (name: keyof Announcements, news: unknown) => void;

export interface Announcer {
  readonly announce: Announce;
  /** The page has asked for its first facts, so it listens; what had to wait is sent. */
  readonly open: () => void;
  /** The page is gone or loading anew. */
  readonly shut: () => void;
}

/** News that a page cannot find in a snapshot, so it must not be lost while the page loads. */
const mustArrive: ReadonlySet<keyof Announcements> = new Set([
  'files:received',
  'undo:requested',
  'view:requested',
  'notice:raised',
]);

/** Sends news to the page at once, but for what must arrive: that is kept until the page listens. */
export function createAnnouncer(send: Send): Announcer {
  let isOpen = false;
  let waiting: (() => void)[] = [];
  return {
    announce(name, news) {
      if (isOpen || !mustArrive.has(name)) send(name, news);
      else waiting.push(() => send(name, news));
    },
    open() {
      isOpen = true;
      const now = waiting;
      waiting = [];
      for (const deliver of now) deliver();
    },
    shut() {
      isOpen = false;
    },
  };
}
