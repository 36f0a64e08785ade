import { expect, test } from 'vitest';
import { planRequests } from '../../../src/main/ipc/plan-requests.ts';
import { ok } from '../../../src/shared/result.ts';
import { nothingLeftOut } from '../../../src/shared/task/batch.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import type { Plan } from '../../../src/shared/task/plan.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import { sampleTask } from '../../support/sample-tasks.ts';

const { recipe } = defaultPreset;
const unused = () => Promise.reject(new Error('is not asked for here'));
const totals = { outputCount: 0, collisionCount: 0, estimatedMs: 0, freeBytes: null };
const estimate = { estimatedBytes: 0, leastBytes: 0, mostBytes: 0 };

/** The requests, with an engine that plans at once; `slow.jpg` is allowed when the test says so. */
function start() {
  const planned: (readonly string[])[] = [];
  const asked = Promise.withResolvers<void>();
  const requests = planRequests({
    engine: {
      find: (taskId) => sampleTask(Number(taskId.split('-')[1])).task,
      plan({ paths }): Promise<Plan> {
        planned.push(paths);
        const missing = { action: 'fail', failure: failure('file-missing') } as const;
        const rows = paths.map((sourcePath) => ({ sourcePath, ...missing }));
        return Promise.resolve({ ...totals, ...estimate, rows, leftOut: nothingLeftOut });
      },
    },
    receive: unused,
    dialogs: { chooseFiles: unused, chooseFolder: unused },
    grants: {
      async allowSources(paths) {
        if (paths.includes('slow.jpg')) await asked.promise;
        return ok(undefined);
      },
    },
  });
  const ofTasks = (count: number) => {
    const taskIds = Array.from({ length: count }, (_, at) => `task-${at}`);
    return requests['plan:make-of-tasks']({ taskIds, recipe });
  };
  const ofFile = (path: string) => requests['plan:make']({ files: { paths: [path] }, recipe });
  return { planned, ofTasks, ofFile, allowSlow: asked.resolve };
}

const replaced = { ok: false, problem: { message: 'A newer plan took its place.' } };

test('a plan of many tasks gives way to a newer one of a single task', async () => {
  const { planned, ofTasks } = start();
  const [older, newer] = await Promise.all([ofTasks(1000), ofTasks(1)]);
  expect(older).toMatchObject(replaced);
  expect(newer).toMatchObject({ ok: true });
  expect(planned).toEqual([['/photos/holiday/IMG_0.jpg']]);
});

test('a plan of files that are not allowed yet gives way to a newer one', async () => {
  const { planned, ofFile, allowSlow } = start();
  const older = ofFile('slow.jpg');
  expect(await ofFile('quick.jpg')).toMatchObject({ ok: true });
  allowSlow();
  expect(await older).toMatchObject(replaced);
  expect(planned).toEqual([['quick.jpg']]);
});
