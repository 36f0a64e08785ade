import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

interface ProjectTerms {
  readonly testTimeout: number;
  /** Files that run beside each other. */
  readonly maxWorkers: number;
  /** Projects run one after the other, in this order. */
  readonly groupOrder: number;
  /** Starts programs, as `npm run build` makes them. */
  readonly isOnBuilt?: boolean;
}

const project = (
  name: string,
  { testTimeout, maxWorkers, groupOrder, isOnBuilt = false }: ProjectTerms,
) => ({
  extends: true as const,
  test: {
    name,
    include: [`tests/${name}/**/*.test.{ts,tsx}`],
    testTimeout,
    hookTimeout: testTimeout,
    maxWorkers,
    globalSetup: isOnBuilt ? ['tests/support/build-first.ts'] : [],
    sequence: { groupOrder },
  },
});

const cores = availableParallelism();

export default defineConfig({
  test: {
    // Programs that tests start from source need not be compiled anew each time.
    env: { NODE_COMPILE_CACHE: join(import.meta.dirname, '.cache', 'compiled') },
    sequence: { sequencer: LongestFirst },
    projects: [
      project('unit', { testTimeout: 30_000, maxWorkers: cores, groupOrder: 0 }),
      project('contract', { testTimeout: 20_000, maxWorkers: 1, groupOrder: 1 }),
      // Many of these wait for other processes more than they work.
      project('integration', {
        testTimeout: 60_000,
        maxWorkers: cores + 1,
        groupOrder: 2,
        isOnBuilt: true,
      }),
      project('built', { testTimeout: 60_000, maxWorkers: cores, groupOrder: 3, isOnBuilt: true }),
    ],
  },
});
