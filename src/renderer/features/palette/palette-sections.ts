import { type Command, commandName } from '../../../shared/commands/commands.ts';
import { compareKeys, compareVerbs, listKeys } from '../../../shared/commands/list-keys.ts';
import { displayName, displayPath } from '../../../shared/paths/display-path.ts';
import type { Batch } from '../../../shared/task/batch.ts';
import { emptyTally, totalOf } from '../../../shared/task/tally.ts';
import { paletteWords } from '../../../shared/words/areas/palette.ts';
import { compareVerbsNow } from '../../store/compare-verbs.ts';
import { openSetting } from '../../store/overlay-store.ts';
import { mirror, taskOnQueue, useQueue } from '../../store/queue-store.ts';
import { searchHistory } from '../../store/history-store.ts';
import { useSettings } from '../../store/settings-store.ts';
import { useView } from '../../store/view-store.ts';
import { foldBatch } from '../../store/visible-ids.ts';
import { addRecent } from '../adding/add-files.ts';
import { choosePreset } from '../recipe/draft-store.ts';
import { settingsHere } from '../settings/setting-records.ts';
import { batchVerbs, batchVerbsNow } from '../tasks/batch-verbs.ts';
import { canCompare, openCompare } from '../tasks/compare.ts';
import { focusRequest } from '../tasks/use-task-item.ts';
import { commandsNow, pageHost } from './page-host.ts';
import type { PaletteEntry, PaletteSection } from './palette-entries.ts';

const entryOf = (command: Command): PaletteEntry => ({
  id: `command:${command.id}`,
  label: commandName(command),
  ...(command.keys?.[0] ? { keys: command.keys[0].key } : {}),
  run: () => command.run(pageHost),
});

/** Shows the queue with all pictures of a batch selected, the first one in sight. */
function showBatch({ id }: Batch): void {
  const { goTo, setFilter, setSearch, setSelection } = useView.getState();
  const ids = mirror.table.rows.filter(({ task }) => task.batchId === id).map((row) => row.id);
  const [first = null] = ids;
  goTo('queue');
  setFilter('all');
  setSearch('');
  foldBatch(id, false);
  if (first === null) return;
  setSelection({ ids: new Set(ids), focusedId: first, anchorId: first });
  focusRequest.make(first);
  requestAnimationFrame(() =>
    document
      .querySelector(`[data-task-id="${CSS.escape(first)}"]`)
      ?.scrollIntoView({ block: 'center' }),
  );
}

function batchEntries(): readonly PaletteEntry[] {
  return useQueue.getState().batches.flatMap((batch): readonly PaletteEntry[] => {
    const title = displayPath(batch.title);
    const shown: PaletteEntry = {
      id: `batch:${batch.id}`,
      label: title,
      note: paletteWords('pictures', {
        count: totalOf(mirror.table.batchSums.get(batch.id)?.tally ?? emptyTally),
      }),
      run: () => showBatch(batch),
    };
    const verbs = batchVerbsNow(batch).map((verb) => ({
      id: `${verb}:${batch.id}`,
      label: paletteWords(`batch.${verb}`, { title }),
      run: () => batchVerbs[verb](batch),
    }));
    return [shown, ...verbs];
  });
}

function presetEntries(): readonly PaletteEntry[] {
  return useSettings.getState().presets.map((preset) => ({
    id: `preset:${preset.id}`,
    label: preset.recipe.name,
    note: paletteWords('outputs', { count: preset.recipe.outputs.length }),
    run: () => choosePreset(preset),
  }));
}

/** Where else a name may be: it is never said that there is nothing, and left at that. */
function elsewhere(typed: string): readonly PaletteEntry[] {
  const { goTo, setSearch, setFilter, place } = useView.getState();
  const inQueue: PaletteEntry = {
    id: 'in-queue',
    label: paletteWords('findInQueue', { typed }),
    run: () => {
      goTo('queue');
      setFilter('all');
      setSearch(typed);
    },
  };
  const inHistory: PaletteEntry = {
    id: 'in-history',
    label: paletteWords('findInHistory', { typed }),
    run: () => void searchHistory(typed).then(() => goTo('history')),
  };
  // There its own field is at hand.
  return place === 'history' ? [inQueue] : [inQueue, inHistory];
}

/** While pictures are compared, what can be done with them. */
function compareEntries(): readonly PaletteEntry[] {
  const verbs = compareVerbsNow();
  if (verbs === null) return [];
  return compareVerbs.map((verb) => ({
    id: `compare:${verb}`,
    label: paletteWords(`compare.${verb}`),
    keys: compareKeys[verb].at(-1) ?? '',
    run: verbs[verb],
  }));
}

/** What the palette does with the picture that has the keyboard. */
function pictureEntries(): readonly PaletteEntry[] {
  const { selection, comparedId } = useView.getState();
  const task = selection.focusedId === null ? undefined : taskOnQueue(selection.focusedId);
  if (comparedId !== null || !canCompare(task)) return [];
  return [
    {
      id: 'compare',
      label: paletteWords('key.compare'),
      note: displayName(task.sourcePath),
      keys: listKeys.compare[0],
      run: () => openCompare(task),
    },
  ];
}

/** All that the palette offers now. */
export function paletteSections(
  typed: string,
  recent: readonly string[],
): readonly PaletteSection[] {
  const trimmed = typed.trim();
  return [
    { id: 'compare', title: paletteWords('keysCompare'), entries: compareEntries() },
    {
      id: 'commands',
      title: paletteWords('commands'),
      // It is open.
      entries: commandsNow()
        .filter(({ id }) => id !== 'find-command')
        .map(entryOf),
    },
    { id: 'picture', title: paletteWords('keysPictures'), entries: pictureEntries() },
    { id: 'presets', title: paletteWords('presets'), entries: presetEntries() },
    { id: 'batches', title: paletteWords('batches'), entries: batchEntries() },
    {
      id: 'recent',
      title: paletteWords('recent'),
      entries: recent.map((path) => ({
        id: `recent:${path}`,
        label: displayPath(path),
        run: () => void addRecent(path),
      })),
    },
    {
      id: 'settings',
      title: paletteWords('settings'),
      isFoundOnly: true,
      entries: settingsHere().map(({ id, title }) => ({
        id: `setting:${id}`,
        label: title,
        run: () => openSetting(id),
      })),
    },
    {
      id: 'elsewhere',
      title: paletteWords('elsewhere'),
      isFoundOnly: true,
      entries: trimmed === '' ? [] : elsewhere(trimmed),
    },
  ];
}
