import type { BatchId } from '../../shared/task/task.ts';
import type { HistoryStore, StoredTask } from '../ports.ts';

/** Reading and parsing this many takes about 10 ms. */
const usualSize = 500;

/**
 * The tasks of a batch in order of position, a page at a time, each read when it is asked for. Give others a turn of the event
 * loop between pages: a batch may have a million tasks.
 */
export function* batchPages(
  history: Pick<HistoryStore, 'tasksOf'>,
  batchId: BatchId,
  size = usualSize,
): Generator<readonly StoredTask[]> {
  for (let after = -1; ;) {
    const page = history.tasksOf(batchId, { after, limit: size });
    const last = page.at(-1);
    if (!last) return;
    yield page;
    after = last.task.position;
  }
}
