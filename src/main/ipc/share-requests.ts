import type { Engine } from '../../engine/index.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { HandlersFor } from './answer-request.ts';
import { findResults, namesProblem } from './find-results.ts';

export interface ShareDependencies {
  readonly engine: Pick<Engine, 'find'>;
  /** Null on systems without a menu for that. */
  readonly share: ((paths: readonly string[]) => void) | null;
}

/** The system's own menu of who can take files. */
export function shareRequests({ engine, share }: ShareDependencies): HandlersFor<'results:share'> {
  return {
    'results:share': async (wanted) => {
      if (share === null) return refuse('not-possible', desktopWords('share.notHere'));
      const found = await findResults(engine, wanted);
      if (!found.ok) return found;
      const { results, goneCount } = found.value;
      const problem = namesProblem(results);
      if (problem) return problem;
      share(results.map(({ output }) => output.path));
      return ok({ count: results.length, goneCount });
    },
  };
}
