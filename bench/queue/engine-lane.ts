import { join } from 'node:path';
import { createThreadWalker } from '../../src/engine/walk/thread-walker.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import type { HistoryStore } from '../../src/engine/ports.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { findNode } from '../../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { Recipe } from '../../src/shared/task/recipe.ts';
import type { Run } from './bare-lane.ts';
import { type Cost, startMeasuring } from './cpu-time.ts';

const source = join(import.meta.dirname, '../../src');

/** The same history, which counts its transactions. */
function counting(history: HistoryStore, count: () => void): HistoryStore {
  const together: HistoryStore['together'] = (work) => {
    count();
    return history.together(work);
  };
  return new Proxy(history, {
    get: (target, name) => (name === 'together' ? together : Reflect.get(target, name)),
  });
}

function openEngine({ results, concurrency }: Run, count: () => void): Engine {
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: findNode() ?? process.execPath,
      workerEntry: join(source, 'worker/index.ts'),
    }),
    walker: createThreadWalker(join(source, 'engine/walk/walk-thread.ts')),
    history: counting(openHistory(join(results, 'history.sqlite')), count),
    concurrency,
    cacheFolder: join(results, 'cache'),
  });
}

async function shrinkAll(engine: Engine, run: Run, folder: string): Promise<void> {
  const recipe = Recipe.parse({
    outputs: [{ name: 'thumbnail', width: 100, height: 100 }],
    destination: { kind: 'folder', path: run.results },
  });
  const { batchId } = await engine.enqueue({ paths: [folder], recipe, origin: 'terminal' });
  if (batchId !== null) await engine.settled(batchId);
  const unfinished = await engine.searchHistory({ text: 'status:failed', before: null, limit: 1 });
  if (unfinished.tasks.length > 0) throw new Error('a task did not succeed');
}

/** The whole engine: walk, history in a file, worker processes. */
export async function engineLane(run: Run): Promise<Cost> {
  let transactions = 0;
  const engine = openEngine(run, () => (transactions += 1));
  await shrinkAll(engine, run, run.warmUp);
  const workers = engine.monitor().workers.map(({ processId }) => processId);
  transactions = 0;
  const measure = startMeasuring(workers);
  await shrinkAll(engine, run, run.sources);
  const cost = { ...measure(), transactions };
  await engine.close();
  return cost;
}
