import { expect, it } from 'vitest';
import { failure } from '../../../src/shared/task/failure.ts';
import { WorkerNews } from '../../../src/service/farm/worker-list.ts';
import { endOfFailure } from '../../../src/service/farm/job-queue.ts';

it('says why a job failed for good, also when no worker could', () => {
  const told = { queuedAt: 5, worker: 'a', failure: failure('store-unavailable'), log: 'why' };
  const { worker, log } = told;
  expect(endOfFailure(JSON.stringify(told), 5)).toEqual({
    kind: 'failed',
    failure: told.failure,
    log,
    worker,
  });
  expect(endOfFailure(JSON.stringify(told), 6)).toBeNull();
  const killed = 'job stalled more than allowable limit';
  expect(endOfFailure(killed, 5)).toMatchObject({ failure: failure('worker-crashed') });
  expect(endOfFailure('Missing lock', 5)).toMatchObject({ failure: failure('internal') });
});

it('knows a worker of a newer version, whatever that tells of itself', () => {
  const failures = [{ taskId: 'a', name: 'a.jpg', at: 5, failure: { code: 'from-tomorrow' } }];
  const facts = { startedAt: 1, version: '9.0.0', memoryBytes: 1, lastFailures: failures };
  const news = { name: 'a', processId: 1, jobs: 2, active: [], processed: 1, failed: 1, load: 0 };
  const told = { ...news, isDraining: false };
  expect(WorkerNews.safeParse({ ...told, facts }).data).toMatchObject(told);
});
