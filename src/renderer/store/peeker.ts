import type { PeekedTasks } from '../../shared/ipc/answers.ts';
import type { Result } from '../../shared/result.ts';
import type { TaskId } from '../../shared/task/task.ts';

/** A worker looks into so many files in some 50 ms, and whoever has scrolled on waits no longer. */
const atOnce = 12;
/** What is in sight for less than this is being scrolled past. Milliseconds. */
const settleMs = 80;

interface PeekerParts {
  readonly ask: (ids: readonly TaskId[]) => Promise<Result<PeekedTasks, unknown>>;
  readonly isWanted: (id: TaskId) => boolean;
  readonly note: (peeked: PeekedTasks) => void;
}

/**
 * Takes what is in sight each time that changes. Once it stays, it is asked for in small parts, one after another; what has been scrolled
 * away by then is not.
 */
export function createPeeker({ ask, isWanted, note: tell }: PeekerParts) {
  let inSight: readonly TaskId[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isAsking = false;
  let sight = '';

  const take = (): readonly TaskId[] => {
    const wanted = inSight.filter(isWanted);
    inSight = wanted.slice(atOnce);
    return wanted.slice(0, atOnce);
  };

  async function askOn(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    for (let ids = take(); ids.length > 0; ids = take()) {
      const answer = await ask(ids);
      if (answer.ok) tell(answer.value);
      else inSight = [];
    }
    isAsking = false;
  }

  return (ids: readonly TaskId[]): void => {
    const next = ids.join(' ');
    // Whatever else changes on the page must not put it off.
    if (next === sight) return;
    sight = next;
    inSight = [];
    clearTimeout(timer);
    timer = setTimeout(() => {
      inSight = ids;
      void askOn();
    }, settleMs);
  };
}
