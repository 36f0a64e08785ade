// A program that tests start and kill: works through what is in the history of a folder, after adding
// `photos` if the history is new; on a server, if an address is given. Writes one line for every task that is settled, and ends when all are.
import { join } from 'node:path';
import { openEngine } from './open-engine.ts';
import { isSettled } from '../../src/shared/task/status.ts';
import { defaultPreset } from '../../src/shared/task/preset.ts';

const folder = process.argv[2] ?? '';
const address = process.argv[3];
const engine = openEngine(folder, {
  server: address === undefined ? null : { address, token: null },
});
engine.subscribe((changes) => {
  for (const change of changes) {
    if (change.kind !== 'task' || !isSettled(change.task.status)) continue;
    process.stdout.write(`${change.task.status}\n`);
  }
});
const { total } = engine.searchHistory({ text: '', before: null, limit: 1 });
const { batches } = engine.snapshot();
if (total === 0 && batches.length === 0) {
  const paths = [join(folder, 'photos')];
  const { recipe } = defaultPreset;
  await engine.enqueue({ paths, recipe, origin: 'drop' });
}
await Promise.all(engine.snapshot().batches.map(({ id }) => engine.settled(id)));
await engine.close();
