import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'vitest';
import { openHistory } from '../../src/engine/history/open-history.ts';

/** Every picture of `photos` has one result, of one attempt that succeeded, and nothing else lies there. */
export function expectMadeOnce(folder: string, names: readonly string[]): void {
  expect(readdirSync(join(folder, 'photos', 'thumbnails')).sort()).toEqual(names);
  const history = openHistory(join(folder, 'history.db'));
  const page = history.search({ text: 'status:succeeded', before: null, limit: 1000 });
  expect([page.total, history.unfinishedBatches(), history.interruptedAttempts()]).toEqual([
    names.length,
    [],
    [],
  ]);
  const successes = page.tasks.map(
    ({ id }) => history.attemptsOf(id).filter(({ endedAs }) => endedAs === 'succeeded').length,
  );
  expect(new Set(successes)).toEqual(new Set([1]));
  history.close();
}
