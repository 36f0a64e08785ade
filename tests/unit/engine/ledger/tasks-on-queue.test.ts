import { expect, test } from 'vitest';
import { createTasksOnQueue } from '../../../../src/engine/ledger/tasks-on-queue.ts';
import { asCancelled, asRunning, asSkipped } from '../../../../src/engine/ledger/transitions.ts';
import type { StoredTask } from '../../../../src/engine/ports.ts';
import type { Task, TaskId } from '../../../../src/shared/task/task.ts';
import { sampleTask } from '../../../support/sample-tasks.ts';

const count = 12_000;
const ending = { finishedAt: 5, durationMs: null };

/** A queue of more tasks than are kept in memory, over a history that says what is read of it. */
function setUp() {
  const history = new Map<TaskId, StoredTask>();
  const read: TaskId[] = [];
  const runs: number[] = [];
  const queue = createTasksOnQueue({
    find(taskId) {
      read.push(taskId);
      return history.get(taskId) ?? null;
    },
    tasksOf(batchId, { after, limit }) {
      runs.push(limit);
      return [...history.values()]
        .filter(({ task }) => task.batchId === batchId && task.position > after)
        .toSorted((a, b) => a.task.position - b.task.position)
        .slice(0, limit);
    },
  });
  const put = (stored: StoredTask) => {
    history.set(stored.task.id, stored);
    queue.put(stored);
  };
  const change = (position: number, next: (task: Task) => Task) => {
    const stored = history.get(`task-${position}`) ?? sampleTask(position);
    put({ ...stored, task: next(stored.task) });
  };
  for (let position = 1; position <= count; position += 1) put(sampleTask(position));
  return { history, queue, read, runs, put, change };
}

test('most of a long queue is read when it is wanted, and what was lately wanted is not read again', () => {
  const { queue, read } = setUp();
  expect(queue.size).toBe(count);
  expect([queue.get('task-5'), queue.get('task-5'), queue.get(`task-${count}`)]).toEqual([
    sampleTask(5),
    sampleTask(5),
    sampleTask(count),
  ]);
  expect(read).toEqual(['task-5']);
  expect(queue.get('task-0')).toBeUndefined();
});

test('status, batch, order and sources of all are known without reading', () => {
  const { queue, read, change } = setUp();
  change(7, (task) => asCancelled(task, ending));
  change(8, (task) => asSkipped(task, ending, 'own-result'));
  for (let position = 1000; position < count; position += 1) change(position, (task) => task);
  expect(queue.facts('task-7')).toEqual({ batchId: 'batch-1', status: 'cancelled' });
  expect(queue.facts('task-9')).toEqual({ batchId: 'batch-1', status: 'queued' });
  const sources = [7, 8, 9].map((position) => sampleTask(position).task.sourcePath.toUpperCase());
  expect(sources.map((path) => queue.hasSource(path))).toEqual([true, false, true]);
  queue.delete('task-9');
  expect([queue.facts('task-9'), queue.hasSource(sources[2] ?? '')]).toEqual([undefined, false]);
  const ids = [...queue.ids()];
  expect([ids.length, ids.slice(6, 9)]).toEqual([count - 1, ['task-7', 'task-8', 'task-10']]);
  expect(read).toEqual([]);
});

test('a task that runs stays in memory however many come after it', () => {
  const { queue, read, change } = setUp();
  change(3, (task) => asRunning(task, 2));
  for (let position = 4; position <= count; position += 1) change(position, (task) => task);
  expect(queue.get('task-3')?.task.status).toBe('running');
  expect(read).toEqual([]);
});

test('pages give every task once, some at a time where they have to be read', () => {
  const { queue, read, runs } = setUp();
  queue.delete('task-2');
  const positions: number[] = [];
  let longest = 0;
  for (let after: number | null = -1; after !== null;) {
    const page: ReturnType<typeof queue.listAfter> = queue.listAfter(after, 5000);
    longest = Math.max(longest, positions.length === 0 ? page.tasks.length : 0);
    positions.push(...page.tasks.map(({ position }) => position));
    after = page.next;
  }
  expect(longest).toBe(500);
  // Together, not one by one: 2,000 are not in memory.
  expect([read, runs.length < 10]).toEqual([[], true]);
  expect([positions.length, positions[0], positions[1]]).toEqual([count - 1, 1, 3]);
  expect(positions.every((position, at) => position > (positions[at - 1] ?? 0))).toBe(true);
});

test('what the history does not have any more is passed over, and can be taken off the queue', () => {
  const { queue, history } = setUp();
  history.delete('task-4');
  expect(queue.get('task-4')).toBeUndefined();
  expect(queue.listAfter(2, 2).tasks.map(({ position }) => position)).toEqual([3, 5]);
  queue.delete('task-4');
  expect([queue.size, queue.facts('task-4')]).toEqual([count - 1, undefined]);
});

test('places of tasks that left are given up, and one that comes back is in its old place', () => {
  const { queue, put } = setUp();
  for (let position = 2; position < count; position += 1) queue.delete(`task-${position}`);
  expect([...queue.ids()]).toEqual(['task-1', `task-${count}`]);
  put(sampleTask(50));
  expect([...queue.ids()]).toEqual(['task-1', 'task-50', `task-${count}`]);
  const later = queue.ids();
  put(sampleTask(count + 1));
  expect([...later]).toHaveLength(3);
});
