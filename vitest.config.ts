import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { defineConfig } from 'vitest/config';
import { LongestFirst } from './tests/support/longest-first.ts';

interface ProjectTerms {
  /** Left out, it is every test in the folder of the project's name. */
  readonly include?: string[];
  readonly env?: Record<string, string>;
  /** For what hangs: several times what a test takes while the machine does much else. */
  readonly testTimeout: number;
  /** Files that run beside each other. */
  readonly maxWorkers: number;
  /** Between two looks at what is waited for. Milliseconds. */
  readonly pollMs?: number;
  /** Projects run one after the other, in this order. */
  readonly groupOrder: number;
  /** Starts programs, as `npm run build` makes them. */
  readonly isOnBuilt?: boolean;
}

const project = (
  name: string,
  { testTimeout, maxWorkers, groupOrder, pollMs = 10, isOnBuilt = false, ...given }: ProjectTerms,
) => ({
  extends: true as const,
  test: {
    name,
    include: given.include ?? [`tests/${name}/**/*.test.{ts,tsx}`],
    env: given.env ?? {},
    testTimeout,
    hookTimeout: testTimeout,
    // What is waited for in vain is told with its last value, before the test's own end.
    expect: { poll: { interval: pollMs, timeout: testTimeout * 0.75 } },
    maxWorkers,
    // Files share a process and its modules: loading those anew for each took longer than many of the tests.
    isolate: false,
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
    coverage: {
      include: ['src/**'],
      reporter: ['text-summary', 'html'],
      reportsDirectory: join('.cache', 'coverage'),
    },
    projects: [
      // Some of these wait for timers and other processes.
      project('unit', { testTimeout: 30_000, maxWorkers: cores + 1, groupOrder: 0 }),
      project('contract', { testTimeout: 60_000, maxWorkers: 1, groupOrder: 1 }),
      // Many of these wait for other processes more than they work.
      project('integration', {
        testTimeout: 120_000,
        maxWorkers: cores + 2,
        groupOrder: 2,
        // Many looks ask a service, whose answers would keep a core busy.
        pollMs: 50,
        isOnBuilt: true,
      }),
      // Beside those of integration, for which they need the same number of workers.
      project('built', {
        testTimeout: 120_000,
        maxWorkers: cores + 2,
        groupOrder: 2,
        pollMs: 50,
        isOnBuilt: true,
      }),
      // Not part of `npm test`: `npm run test:package` builds what it is about first.
      project('package', { testTimeout: 120_000, maxWorkers: 1, groupOrder: 3 }),
      // Not part of `npm test`: minutes of what is tried there with few.
      project('soak', {
        include: [
          'tests/integration/service/killed-workers.test.ts',
          'tests/integration/cli/interrupted.test.ts',
          'tests/integration/engine/swapped-folders.test.ts',
          'tests/integration/engine/swapped-files.test.ts',
          'tests/integration/worker/mutated-formats.test.ts',
          'tests/soak/*.test.ts',
        ],
        env: {
          THUMBLINE_TEST_UPLOADS: '10000',
          THUMBLINE_TEST_KILLED_RUNS: '30',
          THUMBLINE_TEST_SWAP_SECONDS: '60',
          THUMBLINE_FUZZ_FILES: '50',
        },
        testTimeout: 120_000,
        maxWorkers: 1,
        groupOrder: 4,
        isOnBuilt: true,
      }),
    ],
  },
});
