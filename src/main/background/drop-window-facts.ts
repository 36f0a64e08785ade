import type { DropWindowFacts } from '../../shared/ipc/drop-window.ts';
import { displayName } from '../../shared/paths/display-path.ts';
import type { Settings } from '../../shared/settings/settings.ts';
import type { Preset } from '../../shared/task/preset.ts';
import type { Destination, Recipe } from '../../shared/task/recipe.ts';
import { backgroundWords } from '../../shared/words/areas/background.ts';
import { dropWindowWords } from '../../shared/words/areas/drop-window.ts';
import { language } from '../../shared/words/language.ts';
import { countWords } from '../../shared/words/numbers.ts';
import { type FinishedBatch, finishedWords } from '../activity/follow-activity.ts';
import type { DesktopState } from './tell-desktop.ts';

const words = dropWindowWords;

function madeWith({ name, destination }: Pick<Recipe, 'name' | 'destination'>): string {
  const where: Readonly<Record<Destination['kind'], () => string>> = {
    beside: () => words('beside', { recipe: name }),
    folder: () =>
      words('inFolder', {
        recipe: name,
        folder: destination.kind === 'folder' ? displayName(destination.path) : '',
      }),
    'desktop-cache': () => words('inCache', { recipe: name }),
  };
  return where[destination.kind]();
}

type Lines = Pick<DropWindowFacts, 'state' | 'title' | 'detail' | 'progress' | 'action'>;

function running(fraction: number, { leftCount, isPaused }: DesktopState): Lines {
  // All but one of many is not all.
  const percent = Math.min(99, Math.floor(fraction * 100));
  return {
    state: isPaused ? 'paused' : 'running',
    title: backgroundWords(isPaused ? 'pausedWithLeft' : 'left', { count: leftCount }),
    detail: words('waiting'),
    progress: { percent, words: words('percent', { percent: countWords(percent) }) },
    action: isPaused
      ? { act: 'resume', words: words('resume') }
      : { act: 'pause', words: words('pause') },
  };
}

function done(finished: FinishedBatch): Lines | null {
  const said = finishedWords(finished.ended);
  return (
    said && {
      state: finished.ended.failed > 0 ? 'failed' : 'done',
      title: said.title,
      detail: said.body,
      progress: null,
      action:
        finished.resultPath === null
          ? { act: 'open', words: backgroundWords('open') }
          : { act: 'reveal', words: backgroundWords('showInFolder') },
    }
  );
}

interface Known {
  readonly state: DesktopState;
  /** What was finished last, until something is to do again. */
  readonly finished: FinishedBatch | null;
  readonly settings: Pick<Settings, 'recipe' | 'presetId'>;
  readonly presets: readonly Preset[];
}

/** What the small window for drops shows now. */
export function dropWindowFacts({ state, finished, settings, presets }: Known): DropWindowFacts {
  const { recipe, presetId } = settings;
  const known = presets.map(({ id, recipe: { name } }) => ({ id, name }));
  const isKnown = known.some(({ id }) => id === presetId);
  const { tag, direction } = language();
  const ready: Lines = {
    state: 'ready',
    title: words('title'),
    detail: madeWith(recipe),
    progress: null,
    action: { act: 'choose-files', words: words('chooseFiles') },
  };
  const lines =
    state.fraction === null
      ? ((finished && done(finished)) ?? ready)
      : running(state.fraction, state);
  return {
    language: tag,
    direction,
    ...lines,
    presets: isKnown ? known : [{ id: '', name: recipe.name }, ...known],
    presetId: isKnown ? (presetId ?? '') : '',
    names: {
      area: words('area'),
      over: words('over'),
      open: backgroundWords('open'),
      hide: words('hide'),
      progress: words('progress'),
      presets: backgroundWords('presets'),
    },
  };
}
