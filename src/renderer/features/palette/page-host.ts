import type { Place } from '../../../shared/ipc/announcements.ts';
import type { CommandFacts, CommandHost } from '../../../shared/commands/command.ts';
import { type Command, possibleCommands } from '../../../shared/commands/commands.ts';
import { settledOf, type Tally, totalOf } from '../../../shared/task/tally.ts';
import { thumbline } from '../../store/bridge.ts';
import { ask } from '../../store/notices.ts';
import { closeOverlay, isOverlay, openOverlay } from '../../store/overlay-store.ts';
import { useQueue } from '../../store/queue-store.ts';
import { changeSettings, useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { addChosenFiles, addChosenFolder, addSamples } from '../adding/add-files.ts';
import { importPresets } from '../recipe/preset-verbs.ts';
import { moveKeyboardToPage } from '../../ui/keep-keyboard.ts';
import { dismissDialogs } from '../../ui/open-dialogs.ts';
import { cancelAll, retry } from '../tasks/task-actions.ts';
import { askToUndoLast } from '../undo/undo-store.ts';

const adding = { files: addChosenFiles, folder: addChosenFolder, samples: addSamples };

const ofQueue = {
  pause: () => void ask(thumbline.pauseQueue()),
  resume: () => void ask(thumbline.resumeQueue()),
  cancelAll: () => void cancelAll(),
  retryFailed: () => void retry('all'),
  clear: () => void ask(thumbline.clearQueue()),
};

function closeAll(): void {
  closeOverlay();
  dismissDialogs();
}

function goTo(place: Place): void {
  closeAll();
  useView.getState().goTo(place);
  moveKeyboardToPage();
}

/** In the list that is in sight; where there is none, on the queue, or in the history while that is empty. */
function search(): void {
  const { place, requestSearch } = useView.getState();
  const hasField =
    place === 'history' || (place === 'queue' && totalOf(useQueue.getState().tally) > 0);
  closeAll();
  if (!hasField)
    useView.getState().goTo(totalOf(useQueue.getState().tally) > 0 ? 'queue' : 'history');
  requestSearch();
}

/** Carries out what the palette and the keys of the page ask for. */
export const pageHost: CommandHost = {
  add: (kind) => void adding[kind](),
  importPresets: () => void importPresets(),
  undoLast: () => void askToUndoLast(),
  queue: (verb) => ofQueue[verb](),
  show(what) {
    if (isOverlay(what)) openOverlay(what);
    else if (what === 'search') search();
    else goTo(what);
  },
  change: (change) => void changeSettings(change),
  toggleDropWindow() {
    const { showsDropWindow } = useSettings.getState().settings;
    void changeSettings({ showsDropWindow: !showsDropWindow });
  },
  showLicences: () => void ask(thumbline.showLicences()),
};

export function commandFacts(tally: Tally, isPaused: boolean, hasSamples: boolean): CommandFacts {
  return {
    isPaused,
    hasUnsettled: tally.queued + tally.running > 0,
    hasSettled: settledOf(tally) > 0,
    hasFailed: tally.failed > 0,
    hasSamples,
  };
}

/** What can be done now. */
export function commandsNow(): readonly Command[] {
  const { tally, queue } = useQueue.getState();
  const hasSamples = useSettings.getState().facts?.hasSamples ?? false;
  return possibleCommands(thumbline.can, commandFacts(tally, queue.isPaused, hasSamples));
}
