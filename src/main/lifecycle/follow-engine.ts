import { type BrowserWindow, Notification, powerSaveBlocker } from 'electron';
import type { Engine } from '../../engine/index.ts';
import {
  type ActivityListener,
  finishedWords,
  followActivity,
  unfinishedTasks,
} from '../activity/follow-activity.ts';
import { gatherChanges } from '../announcing/gather-changes.ts';
import type { SettingsStore } from '../stores/settings-store.ts';
import { asText } from '../../shared/ipc/as-text.ts';
import type { AppWindow } from '../window/app-window.ts';

interface DesktopOptions {
  readonly window: () => BrowserWindow | null;
  readonly wantsNotification: () => boolean;
}

/** A value below 0 takes the bar away. */
const noBar = -1;

/** Shows progress in the dock or task bar, keeps the machine awake meanwhile, and notifies at the end if nobody is looking. */
function tellDesktop({ window, wantsNotification }: DesktopOptions): ActivityListener {
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

export interface FollowedEngine {
  /** Whether pictures are still to be made or looked for. */
  readonly isBusy: () => boolean;
  readonly close: () => void;
}

/** Passes the engine's changes on to the window and the desktop until it is closed. */
export function followEngine(
  engine: Engine,
  window: AppWindow,
  settings: SettingsStore,
): FollowedEngine {
  const desktop = tellDesktop({
    window: window.current,
    wantsNotification: () => settings.read().notifiesWhenDone,
  });
  const activity = followActivity(desktop, unfinishedTasks(engine));
  const gatherer = gatherChanges((changes) => {
    window.announcer.announce('queue:changed', asText(changes));
    activity.update(changes);
  });
  const unsubscribe = engine.subscribe(gatherer.add);
  return {
    isBusy: activity.isBusy,
    close() {
      unsubscribe();
      gatherer.close();
    },
  };
}
