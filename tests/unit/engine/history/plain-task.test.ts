import { expect, test } from 'vitest';
import { plainTaskOf } from '../../../../src/engine/history/plain-task.ts';
import { storedTaskOf } from '../../../../src/engine/history/task-table.ts';

const row = {
  id: 'task-1',
  batch_id: 'batch-1',
  number: 7,
  position: 3,
  status: 'queued',
  source_path: Buffer.from('/photos/caf\u{e9}.jpg'),
  root: Buffer.from('/photos'),
  sent_name: null,
  size_bytes: 5000,
  attempts: 0,
  queued_at: 1000,
  started_at: null,
  finished_at: null,
  duration_ms: null,
  outcome: null,
  priority: -3,
  counter: 1,
  submitter: null,
};
const cancelled = { ...row, status: 'cancelled', finished_at: 2000 };
/** Says nothing, and only the whole schema reads it. */
const throughSchema = (one: object) => storedTaskOf({ ...row, ...one, outcome: '{}' });

const plain = [
  row,
  cancelled,
  { ...row, size_bytes: null, root: null },
  { ...row, source_path: Buffer.from([0x2f, 0xe9]), root: Buffer.from([0x2f, 0xe9]) },
];

test.each(plain)(
  'a task that waits or was cancelled is read as the schema reads it (%#)',
  (one) => {
    expect(plainTaskOf(one)).not.toBe(null);
    expect(plainTaskOf(one)).toEqual(throughSchema(one));
  },
);

const refused = [
  { id: 'Task 1' },
  { batch_id: 7 },
  { number: -1 },
  { position: 1.5 },
  { size_bytes: -1 },
  { attempts: null },
  { queued_at: '1000' },
  { priority: null },
  { counter: 'first' },
  { status: 'cancelled' },
  { status: 'nonsense' },
  { status: 'running' },
];

test.each(refused)('what the schema refuses is not taken for a task: %o', (change) => {
  expect([plainTaskOf({ ...row, ...change }), storedTaskOf({ ...row, ...change })]).toEqual([
    null,
    null,
  ]);
});
