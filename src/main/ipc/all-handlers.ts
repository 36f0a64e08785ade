import type { Engine } from '../../engine/index.ts';
import type { PresetRepository } from '../../shared/task/preset-repository.ts';
import type { Announce } from '../announcing/announcer.ts';
import { copyPicturesTo, systemClipboard } from '../files/clipboard.ts';
import { makeDragIcons } from '../files/drag-icons.ts';
import { createFileOpener } from '../files/file-opener.ts';
import type { NextPrivate } from '../files/receive-files.ts';
import type { RecipePreviews } from '../protocol/recipe-previews.ts';
import type { ServerChoices } from '../server/server-choices.ts';
import type { UpdateChoices } from '../updates/update-choices.ts';
import type { WatchChoices } from '../watching/watch-choices.ts';
import type { Handlers } from './answer-request.ts';
import { copyRequests } from './copy-requests.ts';
import { type DragDependencies, dragRequests } from './drag-requests.ts';
import { type FileDependencies, fileRequests } from './file-requests.ts';
import { historyRequests } from './history-requests.ts';
import { type LostHistoryDependencies, lostHistoryRequests } from './lost-history-requests.ts';
import { planRequests } from './plan-requests.ts';
import { presetRequests } from './preset-requests.ts';
import { queueRequests, undoRequests } from './queue-requests.ts';
import { recipeRequests } from './recipe-requests.ts';
import { saveRequests } from './save-requests.ts';
import { createSavingSlot } from './saving-slot.ts';
import {
  serverRequests,
  type SettingsDependencies,
  settingsRequests,
  updateRequests,
} from './settings-requests.ts';
import { watchRequests } from './watch-requests.ts';
import { type ShareDependencies, shareRequests } from './share-requests.ts';
import { focusRequests, outputRequests, taskRequests } from './task-requests.ts';

interface HandlerParts
  extends
    FileDependencies,
    Omit<SettingsDependencies, 'clipboard'>,
    Pick<DragDependencies, 'page'> {
  readonly engine: Engine;
  readonly presets: PresetRepository;
  readonly previews: RecipePreviews;
  readonly announce: Announce;
  readonly server: ServerChoices;
  readonly updates: UpdateChoices;
  readonly watching: WatchChoices;
  readonly lostHistory: Omit<LostHistoryDependencies, 'engine'>;
  readonly share: ShareDependencies['share'];
  readonly privacy: NextPrivate;
}

/** One handler a channel, put together from the subjects. */
export function allHandlers(parts: HandlerParts): Handlers {
  const { engine, dialogs, presets, previews, announce, grants, privacy } = parts;
  const opener = createFileOpener();
  const clipboard = systemClipboard();
  const slot = createSavingSlot(announce);
  const copyPicture = copyPicturesTo(clipboard, engine);
  return {
    ...queueRequests(engine),
    ...taskRequests(engine, { opener, presets, dialogs, grants, privacy }),
    ...fileRequests(parts),
    ...outputRequests({ engine, opener, clipboard, copyPicture }),
    ...copyRequests({ engine, clipboard, copyPicture }),
    ...shareRequests({ engine, share: parts.share }),
    ...dragRequests({ ...parts, makeIcon: makeDragIcons(engine) }),
    ...recipeRequests(engine, previews),
    ...planRequests(parts),
    ...undoRequests(engine),
    ...focusRequests(engine),
    ...saveRequests({ engine, dialogs, opener, slot }),
    ...presetRequests({ presets, announce, dialogs }),
    ...settingsRequests({ ...parts, clipboard }),
    ...serverRequests(parts.server),
    ...updateRequests(parts.updates),
    ...watchRequests(parts.watching),
    ...lostHistoryRequests({ engine, ...parts.lostHistory }),
    ...historyRequests({ engine, dialogs, slot, announce, recent: parts.recent }),
  };
}
