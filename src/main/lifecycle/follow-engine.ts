import type { Engine } from '../../engine/index.ts';
import {
  type ActivityListener,
  followActivity,
  unfinishedTasks,
} from '../activity/follow-activity.ts';
import { gatherChanges } from '../announcing/gather-changes.ts';
import { asText } from '../../shared/ipc/as-text.ts';
import type { AppWindow } from '../window/app-window.ts';

export interface FollowedEngine {
  /** Whether pictures are still to be made or looked for. */
  readonly isBusy: () => boolean;
  readonly close: () => void;
}

/** Passes the engine's changes on to the window and the desktop until it is closed. */
export function followEngine(
  engine: Engine,
  window: AppWindow,
  desktop: ActivityListener & { readonly onPaused: (isPaused: boolean) => void },
): FollowedEngine {
  const activity = followActivity(desktop, unfinishedTasks(engine));
  const gatherer = gatherChanges((changes) => {
    window.announcer.announce('queue:changed', asText(changes));
    for (const change of changes)
      if (change.kind === 'queue') desktop.onPaused(change.queue.isPaused);
    activity.update(changes);
  });
  desktop.onPaused(engine.snapshot().queue.isPaused);
  const unsubscribe = engine.subscribe(gatherer.add);
  return {
    isBusy: activity.isBusy,
    close() {
      unsubscribe();
      gatherer.close();
    },
  };
}
