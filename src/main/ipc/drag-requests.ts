import type { NativeImage, WebContents } from 'electron';
import type { Engine } from '../../engine/index.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { DragIcons } from '../files/drag-icons.ts';
import type { DraggedResults } from '../files/dragged-results.ts';
import type { HandlersFor } from './answer-request.ts';
import { findResults, type FoundResult, namesProblem } from './find-results.ts';

/** Desktops copy the names of all of them between two programs at once. */
const mostFiles = 5000;

export interface DragDependencies {
  readonly engine: Pick<Engine, 'find'>;
  readonly makeIcon: DragIcons;
  readonly dragged: DraggedResults;
  /** The page that drags; null when its window was closed. */
  readonly page: () => Pick<WebContents, 'startDrag'> | null;
}

interface ReadyDrag {
  readonly number: number;
  readonly results: readonly [FoundResult, ...FoundResult[]];
  readonly icon: NativeImage;
}

/**
 * Drags results out to other programs, in two steps: by the time the files are found and the icon is made the button may be up
 * again, and only the page knows. The page names tasks, then the number of what is ready; the newest alone can be dragged.
 */
export function dragRequests({
  engine,
  makeIcon,
  dragged,
  page,
}: DragDependencies): HandlersFor<'results:prepare-drag' | 'results:start-drag'> {
  let lastNumber = 0;
  let ready: ReadyDrag | null = null;

  return {
    'results:prepare-drag': async (wanted) => {
      const number = (lastNumber += 1);
      ready = null;
      const found = await findResults(engine, wanted);
      if (!found.ok) return found;
      const { results, goneCount } = found.value;
      if (results.length > mostFiles)
        return refuse('not-possible', desktopWords('drag.tooMany', { most: mostFiles }));
      const problem = namesProblem(results);
      if (problem) return problem;
      const icon = await makeIcon(results[0].output, results.length);
      if (number === lastNumber) ready = { number, results, icon };
      return ok({ number, count: results.length, goneCount });
    },
    'results:start-drag': (number) => {
      const contents = page();
      if (ready?.number !== number || contents === null)
        return refuse('not-found', desktopWords('drag.over'));
      const { results, icon } = ready;
      ready = null;
      dragged.note(results.map(({ output, fingerprint }) => ({ path: output.path, fingerprint })));
      const files = results.map(({ output }) => output.path);
      // Returns when the drag has ended, except on macOS.
      contents.startDrag({ file: results[0].output.path, files, icon });
      return ok(undefined);
    },
  };
}
