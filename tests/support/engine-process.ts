// A program that tests start and kill: works through what is in the history of a folder, after adding
// `photos` if the history is new; on a server, if an address is given. Writes one line for every task that is settled, and ends when all are.
// Given a kill point as JSON, it kills itself there. Given a file to tell, each task that is announced goes there as JSON, in its
// state at that moment, and so does the receipt; a recipe as JSON goes before the usual one. When something cannot be stored it
// writes down why, removes the file that takes up room, and resumes; when results have no room it does not have to resume.
import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { killAt, type KillPoint } from './kill-point.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    server: { type: 'string' },
    kill: { type: 'string' },
    tell: { type: 'string' },
    recipe: { type: 'string' },
    photos: { type: 'string' },
    room: { type: 'string' },
  },
});
const [folder = ''] = positionals;
if (values.kill !== undefined) killAt(JSON.parse(values.kill) as KillPoint);

const { openEngine } = await import('./open-engine.ts');
const { isSettled } = await import('../../src/shared/task/status.ts');
const { defaultPreset } = await import('../../src/shared/task/preset.ts');
const { Recipe } = await import('../../src/shared/task/recipe.ts');
const { followHolds } = await import('../../src/shared/task/follow-holds.ts');
const { holdLine } = await import('../../src/shared/task/hold-words.ts');

const { server: address, tell: told } = values;
const tell = (news: object) => {
  if (told !== undefined) appendFileSync(told, `${JSON.stringify(news)}\n`);
};
const noteHold = followHolds((hold) => {
  const { room } = values;
  if (hold?.reason !== 'disk-full' || room === undefined) return;
  process.stdout.write(`${holdLine(hold)}\n`);
  rmSync(room, { force: true });
});
const engine = openEngine(folder, {
  server: address === undefined ? null : { address, token: null },
  onBug: (error) => {
    const { room } = values;
    if (room === undefined) throw error;
    const { hold } = engine.snapshot().queue;
    if (hold) process.stdout.write(`${holdLine(hold)}\n`);
    rmSync(room, { force: true });
    engine.resume();
  },
});
engine.subscribe((changes) => {
  noteHold(changes);
  for (const change of changes) {
    if (change.kind === 'task') tell(change.task);
    if (change.kind !== 'task' || !isSettled(change.task.status)) continue;
    process.stdout.write(`${change.task.status}\n`);
  }
});
const { total } = await engine.searchHistory({ text: '', before: null, limit: 1 });
const { batches } = engine.snapshot();
if (total === 0 && batches.length === 0) {
  const paths = [values.photos ?? join(folder, 'photos')];
  const recipe = Recipe.parse({ ...defaultPreset.recipe, ...JSON.parse(values.recipe ?? '{}') });
  tell(await engine.enqueue({ paths, recipe, origin: 'drop' }));
}
await Promise.all(engine.snapshot().batches.map(({ id }) => engine.settled(id)));
await engine.close();
