import { expect, it } from 'vitest';
import { recipeRequests } from '../../../src/main/ipc/recipe-requests.ts';
import { createRecipePreviews } from '../../../src/main/protocol/recipe-previews.ts';
import { notOk } from '../../../src/shared/result.ts';
import { failure, missingSubjects } from '../../../src/shared/task/failure.ts';
import { defaultPreset } from '../../../src/shared/task/preset.ts';
import type { Task } from '../../../src/shared/task/task.ts';
import { asItStands } from '../../../src/shared/task/turning.ts';
import { sampleTask } from '../../support/sample-tasks.ts';

const { task: queued } = sampleTask(1);

function failed(subject: string | null): Task {
  const ending = { startedAt: 1, finishedAt: 2, source: null, notes: [], outputs: [] };
  const why = failure('file-missing', subject ?? undefined);
  return { ...queued, ...ending, status: 'failed', failure: why } as Task;
}

async function previewOf(task: Task): Promise<string> {
  const gone = () => Promise.resolve(notOk(failure('file-missing')));
  const engine = {
    find: () => task,
    preview: gone,
    focalPoint: () => Promise.resolve(null),
    handTurning: () => Promise.resolve(asItStands),
  };
  const requests = recipeRequests(engine, createRecipePreviews());
  const wanted = { taskId: task.id, recipe: defaultPreset.recipe, output: 0 };
  const answer = await requests['recipe:preview'](wanted);
  return answer.ok ? 'a picture' : answer.problem.message;
}

it('a preview of a file that never was says so, as its task does', async () => {
  expect(await previewOf(failed(missingSubjects.neverThere))).toBe(
    'There is no such file. Check its name and its folder.',
  );
  expect(await previewOf(failed(missingSubjects.deadLink))).toMatch(/^This is a link to a file/);
});

it('a preview of a file that was taken away since says that', async () => {
  const words = 'The file is not there any more. Put it back, then retry.';
  expect(await previewOf(queued)).toBe(words);
  expect(await previewOf(failed(null))).toBe(words);
});
