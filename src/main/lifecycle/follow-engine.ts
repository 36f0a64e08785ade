import type { Engine } from '../../engine/index.ts';
import { followActivity } from '../activity/follow-activity.ts';
import { tellDesktop } from '../activity/tell-desktop.ts';
import { unfinishedTasks } from '../activity/unfinished-tasks.ts';
import { gatherChanges } from '../announcing/gather-changes.ts';
import type { SettingsStore } from '../stores/settings-store.ts';
import type { AppWindow } from '../window/app-window.ts';

/** Passes the engine's changes on to the window and the desktop until the returned function is called. */
export function followEngine(
  engine: Engine,
  window: AppWindow,
  settings: SettingsStore,
): () => void {
  const desktop = tellDesktop({
    window: window.current,
    wantsNotification: () => settings.read().notifiesWhenDone,
  });
  const activity = followActivity(desktop, unfinishedTasks(engine));
  const gatherer = gatherChanges((changes) => {
    window.announcer.announce('queue:changed', changes);
    activity.update(changes);
  });
  const unsubscribe = engine.subscribe(gatherer.add);
  return () => {
    unsubscribe();
    gatherer.close();
  };
}
