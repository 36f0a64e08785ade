import { expect, it } from 'vitest';
import { createFarmOutbox } from '../../../src/service/farm/farm-outbox.ts';
import { createFarmTasks, type FarmTasks } from '../../../src/service/farm/farm-tasks.ts';
import type { Asking, JobFact } from '../../../src/service/farm/job-queue.ts';
import type { WaitingJob } from '../../../src/service/farm/job.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import type { TaskId } from '../../../src/shared/task/task.ts';

const { recipe } = defaultPreset;

/** A farm whose Redis says `gone` of every task, once `onLook` has happened. It is not open yet. */
function closedFarmOf(onLook: (tasks: FarmTasks, taskId: TaskId) => void) {
  const added: TaskId[] = [];
  const removed: TaskId[] = [];
  const note = (jobs: readonly WaitingJob[]) => {
    added.push(...jobs.map(({ taskId }) => taskId));
    return Promise.resolve();
  };
  const look = (askings: readonly Asking[]): Promise<JobFact[]> => {
    for (const { taskId } of askings) onLook(tasks, taskId);
    return Promise.resolve(askings.map(() => ({ kind: 'gone' })));
  };
  const remove = (taskId: TaskId) => {
    removed.push(taskId);
    return Promise.resolve(true);
  };
  const outbox = createFarmOutbox({
    jobQueue: { add: note, addTogether: note, look, remove },
    orderOf: (taskId) => ({
      order: { version: 1, queuedAt: 1, name: taskId, sizeBytes: 1, recipe },
      wasTried: false,
    }),
    isAwaited: (taskId) => tasks.awaits(taskId),
    keepMarks: () => Promise.resolve(),
    leaseSize: () => 2,
    hasTime: () => false,
    tellAbort: () => Promise.resolve(),
    onStarted: (taskId) => tasks.started(taskId),
    onEnded: (taskId, end) => tasks.ended(taskId, end),
    untilTaken: (act) => act(),
    onError(error) {
      throw error;
    },
  });
  const tasks = createFarmTasks(outbox);
  // The end is being stored for as long as the test goes on.
  tasks.start(() => new Promise(() => undefined));
  return { tasks, outbox, added, removed };
}

function farmOf(onLook: (tasks: FarmTasks, taskId: TaskId) => void) {
  const farm = closedFarmOf(onLook);
  farm.outbox.open();
  return farm;
}

it('adds again what Redis has lost', async () => {
  const { tasks, outbox, added } = farmOf(() => undefined);
  tasks.add('a', 0);
  tasks.add('b', 0);
  tasks.started('b');
  outbox.recheck(tasks.all());
  await outbox.idle();
  expect(added.toSorted()).toEqual(['a', 'b']);
});

it('adds nothing again whose end is told while it looks, or was before', async () => {
  const { tasks, outbox, added } = farmOf((of, taskId) => of.ended(taskId, { kind: 'aborted' }));
  for (const taskId of ['a', 'b']) tasks.add(taskId, 0);
  await outbox.idle();
  outbox.recheck(tasks.all());
  tasks.ended('b', { kind: 'aborted' });
  await outbox.idle();
  expect(added).toEqual(['a', 'b']);
});

it('removes from Redis what is cancelled before it has opened: an earlier service may have sent it', async () => {
  const { tasks, outbox, added, removed } = closedFarmOf(() => undefined);
  for (const taskId of ['a', 'b']) tasks.add(taskId, 0);
  outbox.remove('a');
  outbox.open();
  await outbox.idle();
  expect([removed, added]).toEqual([['a'], ['b']]);
});
