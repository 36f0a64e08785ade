import { expect, test } from 'vitest';
import { submissionBody } from '../../../src/service/public-view/submission-words.ts';
import { Task } from '../../../src/shared/task/task.ts';
import { sampleTask } from '../../support/sample-tasks.ts';

const { task } = sampleTask(1);
const over = { finishedAt: 2000, durationMs: 5 };
const source = { format: 'jpeg', width: 30, height: 20 };

test('clients are told how many pages a document has', () => {
  const made = { ...over, status: 'succeeded', outputs: [], notes: [] };
  const document = { ...source, format: 'pdf', pages: 3 };
  expect(submissionBody(Task.parse({ ...task, ...made, source: document })).pages).toBe(3);
  expect(submissionBody(Task.parse({ ...task, ...made, source }))).not.toHaveProperty('pages');
});

test.each<[string, true | null, object]>([
  ['PENDING', null, { status: 'queued' }],
  // Tried once: it waits for its next try.
  ['RETRY', null, { status: 'queued', attempts: 1 }],
  ['STARTED', null, { status: 'running', attempts: 1, startedAt: 1500 }],
  ['SUCCESS', true, { ...over, status: 'succeeded', source, outputs: [], notes: [] }],
  ['SUCCESS', true, { ...over, status: 'skipped', reason: 'unchanged' }],
  ['FAILURE', null, { ...over, status: 'failed', failure: { code: 'disk-full', subject: null } }],
  ['REVOKED', null, { ...over, status: 'cancelled' }],
])('clients are told %s, result %j, of %j', (status, result, change) => {
  const body = submissionBody(Task.parse({ ...task, ...change }));
  expect(body).toMatchObject({ submission_status: status, submission_result: result });
  expect(body.error === null).toBe(status !== 'FAILURE');
});
