import { create } from 'zustand';
import type { Batch } from '../../shared/task/batch.ts';
import type { Change } from '../../shared/task/change.ts';
import type { Task, TaskId } from '../../shared/task/task.ts';
import { thumbline } from './bridge.ts';
import { emptySelection } from './selection.ts';
import { useView } from './view-store.ts';
import { ask } from './notices.ts';

const pageSize = 200;

interface HistoryFacts {
  readonly text: string;
  readonly tasks: readonly Task[];
  readonly batches: ReadonlyMap<string, Batch>;
  /** Where more is to be found (`before`); null when all of it is there. */
  readonly next: number | null;
  /** Null until it is counted. */
  readonly total: number | null;
  /** What the search field says that is not understood, and what is. */
  readonly hint: string | null;
  readonly isLoaded: boolean;
}

/** What the search has found so far; more is asked for while scrolling. */
export const useHistory = create<HistoryFacts>(() => ({
  text: '',
  tasks: [],
  batches: new Map(),
  next: null,
  total: 0,
  hint: null,
  isLoaded: false,
}));

/** Only the answer to the latest question counts. */
let question = 0;
let isLoadingMore = false;

export async function searchHistory(text: string): Promise<void> {
  question += 1;
  const asked = question;
  const page = await ask(
    thumbline.searchHistory({ text, before: null, limit: pageSize, counts: false }),
  );
  if (!page || asked !== question) return;
  isLoadingMore = false;
  // What was selected may not be among what another search finds.
  if (text !== useHistory.getState().text) useView.getState().setSelection(emptySelection);
  useHistory.setState({
    text,
    tasks: page.tasks,
    batches: new Map(page.batches.map((batch) => [batch.id, batch])),
    next: page.next,
    total: page.total,
    hint: page.hint,
    isLoaded: true,
  });
  if (page.total === null) await countFound(text, asked);
}

/** After the page is shown: in a long history counting takes longer than the page. */
async function countFound(text: string, asked: number): Promise<void> {
  const counted = await ask(thumbline.searchHistory({ text, before: null, limit: 1 }));
  if (counted && asked === question) useHistory.setState({ total: counted.total });
}

/** Batches that the search found and that have changed since: one was undone, or retried after that. */
export function followBatches(changes: readonly Change[]): void {
  const { batches } = useHistory.getState();
  const changed = changes.flatMap((change) =>
    change.kind === 'batch' && batches.has(change.batch.id) ? [change.batch] : [],
  );
  if (changed.length === 0) return;
  const next = new Map([...batches, ...changed.map((batch) => [batch.id, batch] as const)]);
  useHistory.setState({ batches: next });
}

/** Takes out what was removed: off the queue it may be gone long since, so no change tells of it. */
export function forgetTasks(ids: readonly TaskId[]): void {
  const removed = new Set(ids);
  useHistory.setState(({ tasks, total }) => {
    const left = tasks.filter(({ id }) => !removed.has(id));
    const removedCount = tasks.length - left.length;
    return { tasks: left, total: total === null ? null : total - removedCount };
  });
}

/** All that the search found of a batch, also what was not shown yet. */
export async function loadWholeBatch(batchId: string): Promise<readonly Task[]> {
  for (let asked: number | null = null; ;) {
    const { tasks, next } = useHistory.getState();
    if (next === null || next === asked || tasks.at(-1)?.batchId !== batchId) break;
    asked = next;
    await loadMoreHistory();
  }
  return useHistory.getState().tasks.filter((task) => task.batchId === batchId);
}

export async function loadMoreHistory(): Promise<void> {
  const { next: before, text } = useHistory.getState();
  if (before === null || isLoadingMore) return;
  isLoadingMore = true;
  const asked = question;
  const page = await ask(thumbline.searchHistory({ text, before, limit: pageSize, counts: false }));
  isLoadingMore = false;
  if (!page || asked !== question) return;
  useHistory.setState((facts) => {
    const tasks = [...facts.tasks, ...page.tasks];
    return {
      tasks,
      batches: new Map([
        ...facts.batches,
        ...page.batches.map((batch) => [batch.id, batch] as const),
      ]),
      next: page.next,
      total: page.next === null ? tasks.length : facts.total,
    };
  });
}
