import { expect, it } from 'vitest';
import { failure } from '../../../src/shared/task/failure.ts';
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
