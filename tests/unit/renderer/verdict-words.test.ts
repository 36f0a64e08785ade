import { expect, test } from 'vitest';
import type { MonitorReport } from '../../../src/shared/ipc/monitor.ts';
import { verdictWords } from '../../../src/renderer/features/monitor/verdict-words.ts';

const quiet: MonitorReport = {
  workers: [],
  waitingCount: 0,
  runningCount: 0,
  steps: [],
  runTimeMs: null,
  waitTimeMs: null,
  failures: [],
};
const runTimeMs = { p50: 224, p95: 900, p99: 900, count: 8 };
const failures = [{ failure: { code: 'damaged', subject: 'picture' }, count: 1 }] as never;

test.each<[string, Partial<MonitorReport> & { readonly pausedBatches?: number }, string]>([
  ['nothing was made', {}, 'Nothing to do. Drop pictures and it starts.'],
  ['a service has nothing to do', { farm: [] }, 'Nothing to do now.'],
  ['all is made', { runTimeMs }, 'Nothing left to do. Half of the pictures took 224 ms or less.'],
  [
    'some are left and one has failed',
    { waitingCount: 3, runningCount: 2, runTimeMs, failures },
    '5 pictures to go. Half of the pictures took 224 ms or less. 1 failed since Thumbline started.',
  ],
  [
    'a batch of it is paused',
    { waitingCount: 3, pausedBatches: 1 },
    '3 pictures to go. One batch is paused.',
  ],
  ['the only one failed', { failures }, 'Nothing left to do. 1 failed since Thumbline started.'],
])('Monitor begins with how things are: %s', (_name, { pausedBatches = 0, ...facts }, words) => {
  expect(verdictWords({ ...quiet, ...facts }, { isPaused: false, pausedBatches })).toBe(words);
});
