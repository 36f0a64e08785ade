import { join } from 'node:path';
import { createThreadWalker } from '../../src/engine/walk/thread-walker.ts';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import { findNode } from '../../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { Recipe } from '../../src/shared/task/recipe.ts';
import type { Run } from './bare-lane.ts';
import { type Cost, startMeasuring } from './cpu-time.ts';

const source = join(import.meta.dirname, '../../src');

function openEngine({ results, concurrency }: Run): Engine {
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: findNode() ?? process.execPath,
      workerEntry: join(source, 'worker/index.ts'),
    }),
    walker: createThreadWalker(join(source, 'engine/walk/walk-thread.ts')),
    history: openHistory(join(results, 'history.sqlite')),
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
  const engine = openEngine(run);
  await shrinkAll(engine, run, run.warmUp);
  const workers = engine.monitor().workers.map(({ processId }) => processId);
  const measure = startMeasuring(workers);
  await shrinkAll(engine, run, run.sources);
  const cost = measure();
  await engine.close();
  return cost;
}
