import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import { findTray } from './find-tray.ts';
import type { DesktopState } from './tell-desktop.ts';
import { type ShownTray, showTray, type TrayActions, type TrayFacts } from './tray.ts';

/** At login the desktop's own tray may come after us. Milliseconds from the start. */
const looksAtMs = [1_000, 10_000, 60_000];
const missingAfterMs = 10_000;
/** For the answer of a desktop that is busy with a login, and of one before which a person waits. Milliseconds. */
const atStartMs = 3_000;
const atOnceMs = 1_000;

export interface HeldTray {
  /** Shows it where this desktop has one by now. */
  readonly look: () => Promise<boolean>;
  readonly onState: (state: DesktopState) => void;
  /** The settings or the presets were changed. */
  readonly refresh: () => void;
  readonly close: () => void;
}

interface TrayParts {
  readonly actions: TrayActions;
  readonly presets: Pick<PresetRepository, 'list'>;
  readonly readSettings: () => Settings;
  /** None is there some while after the start. */
  readonly onMissing: () => void;
}

/** The icon in the tray, as soon as this desktop is seen to show one. */
export function holdTray({ actions, presets, readSettings, onMissing }: TrayParts): HeldTray {
  let tray: ShownTray | null = null;
  let isClosed = false;
  let state: DesktopState = { fraction: null, leftCount: 0, isPaused: false };
  const facts = (): TrayFacts => ({
    ...state,
    presets: presets.list(),
    presetId: readSettings().presetId,
  });
  async function look(patienceMs = atOnceMs): Promise<boolean> {
    // One that is shown is taken to be there still where the desktop does not answer.
    const isThere = (await findTray(patienceMs)) ?? tray !== null;
    if (isClosed) return false;
    if (isThere && tray === null) {
      tray = showTray(facts(), actions);
    }
    return isThere;
  }
  async function lookAgain(afterMs: number): Promise<void> {
    if (tray !== null || (await look(atStartMs)) || isClosed) return;
    if (afterMs === missingAfterMs) onMissing();
  }
  const timers = looksAtMs.map((afterMs) =>
    setTimeout(() => void lookAgain(afterMs), afterMs).unref(),
  );
  const refresh = () => tray?.update(facts());
  return {
    look,
    onState(next) {
      state = next;
      refresh();
    },
    refresh,
    close() {
      isClosed = true;
      timers.forEach(clearTimeout);
      tray?.close();
      tray = null;
    },
  };
}
