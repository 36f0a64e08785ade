import { join } from 'node:path';
import { createEngine } from '../../src/engine/create-engine.ts';
import type { Engine } from '../../src/engine/engine.ts';
import { programFiles } from '../../src/engine/files/program-files.ts';
import { openHistory } from '../../src/engine/history/open-history.ts';
import type { HistoryStore } from '../../src/engine/ports.ts';
import { createThreadWalker } from '../../src/engine/walk/thread-walker.ts';
import { findNode } from '../../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { Recipe } from '../../src/shared/task/recipe.ts';
import type { LaneOptions, Shrinking } from './bare-lane.ts';

/** What runs in processes and threads of its own is used as it is built. */
const files = programFiles(join(import.meta.dirname, '../../out/main/index.js'));

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

interface EngineOptions extends LaneOptions {
  /** Whether each decoder is in its box, where the system has one. */
  readonly isBoxed: boolean;
}

/** As the app opens it, with the history in a file. */
function openEngine({ results, concurrency, isBoxed }: EngineOptions, count: () => void): Engine {
  const upkeep = { thread: files.historyThread, onNotice: console.error };
  return createEngine({
    launcher: createNodeLauncher({
      nodePath: findNode() ?? process.execPath,
      workerEntry: files.worker,
      ...(isBoxed && { brokerEntry: files.broker }),
    }),
    walker: createThreadWalker(files.walkThread),
    history: counting(openHistory(join(results, 'history.sqlite'), upkeep), count),
    concurrency,
    cacheFolder: join(results, 'cache'),
  });
}

async function expectAllMade(engine: Engine): Promise<void> {
  const unmade = await engine.searchHistory({ text: 'status:failed', before: null, limit: 1 });
  if (unmade.tasks.length > 0) throw new Error('a task did not succeed');
}

/** The whole engine: walk, history in a file, worker processes. */
export function openEngineLane(options: EngineOptions): Shrinking {
  let transactions = 0;
  const engine = openEngine(options, () => (transactions += 1));
  const recipe = Recipe.parse({
    outputs: [{ name: 'thumbnail', width: 100, height: 100 }],
    destination: { kind: 'folder', path: options.results },
  });
  return {
    async shrinkAll(folder) {
      const before = transactions;
      const { batchId } = await engine.enqueue({ paths: [folder], recipe, origin: 'terminal' });
      if (batchId !== null) await engine.settled(batchId);
      return transactions - before;
    },
    async close() {
      await expectAllMade(engine);
      await engine.close();
    },
  };
}
