import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { onTestFinished } from 'vitest';
import type { Engine } from '../../src/engine/engine.ts';
import { type ServerTiming, usualTiming } from '../../src/engine/server/server-choice.ts';
import type { ServerState } from '../../src/shared/server/server-state.ts';
import { Recipe } from '../../src/shared/task/recipe.ts';
import type { Task } from '../../src/shared/task/task.ts';
import { openEngine } from './open-engine.ts';
import { tempFolder } from './temp-folder.ts';

/** As patient as the app, so that a busy machine is no silent server; but it soon looks for a server that is back. */
const patient: ServerTiming = { ...usualTiming, recheckMs: 100 };

export interface ServerEngine {
  readonly engine: Engine;
  readonly folder: string;
  /** Enqueues, waits for the end and answers with the tasks. */
  make(paths: readonly string[], recipe?: object): Promise<readonly Task[]>;
  /** Resolves once the server is in this state. */
  becomes(kind: ServerState['kind'] | null): Promise<ServerState | null>;
}

/** The real engine, told to use a server, closed with the test. */
export function engineOn(
  address: string | null,
  options: { token?: string; timing?: Partial<ServerTiming>; folder?: string } = {},
): ServerEngine {
  const { token = null, timing, folder = tempFolder() } = options;
  const engine = openEngine(folder, {
    serverTiming: { ...patient, ...timing },
    server: address === null ? null : { address, token },
  });
  onTestFinished(() => engine.close());
  return {
    engine,
    folder,
    async make(paths, recipe = {}) {
      const whole = Recipe.parse({ outputs: [{ width: 12 }], ...recipe });
      const { batchId } = await engine.enqueue({ paths, recipe: whole, origin: 'drop' });
      if (batchId === null) throw new Error('nothing was taken');
      await engine.settled(batchId);
      return Array.from(engine.tasksOf(batchId));
    },
    becomes(kind) {
      return new Promise((resolve) => {
        const look = () => {
          const state = engine.serverState();
          if ((state?.kind ?? null) !== kind) return;
          unsubscribe();
          resolve(state);
        };
        const unsubscribe = engine.followServer(look);
        look();
      });
    },
  };
}

/** Every file below a folder, by name, as bytes. */
export function filesIn(folder: string): Record<string, string> {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8', withFileTypes: true });
  return Object.fromEntries(
    names
      .filter((entry) => entry.isFile())
      .map((entry) => [
        join(entry.parentPath, entry.name).slice(folder.length + 1),
        readFileSync(join(entry.parentPath, entry.name)).toString('base64'),
      ])
      .toSorted(([one = ''], [other = '']) => one.localeCompare(other)),
  );
}
