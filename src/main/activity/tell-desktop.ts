import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { ActivityListener } from './follow-activity.ts';
import { finishedWords } from './finished-words.ts';

export interface DesktopOptions {
  readonly window: () => BrowserWindow | null;
  readonly wantsNotification: () => boolean;
}

/** A value below 0 takes the bar away. */
const noBar = -1;

/** Shows progress in the dock or task bar, keeps the machine awake meanwhile, and notifies at the end if nobody is looking. */
export function tellDesktop({ window, wantsNotification }: DesktopOptions): ActivityListener {
  let blocker: number | null = null;
  return {
    onProgress(fraction) {
      window()?.setProgressBar(fraction ?? noBar);
      if (fraction !== null) blocker ??= powerSaveBlocker.start('prevent-app-suspension');
      else if (blocker !== null) {
        powerSaveBlocker.stop(blocker);
        blocker = null;
      }
    },
    onFinished(ended) {
      const words = finishedWords(ended);
      if (words === null || window()?.isFocused() || !wantsNotification()) return;
      if (!Notification.isSupported()) return;
      const notification = new Notification(words);
      notification.on('click', () => {
        window()?.show();
        window()?.focus();
      });
      notification.show();
    },
  };
}
