import { basename } from 'node:path';
import type { Batch } from '../../shared/task/batch.ts';
import type { Change } from '../../shared/task/change.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { taskName } from '../../shared/task/task-name.ts';
import { outwardFailure } from '../tasks/outward-failure.ts';

const outwardOutputs = (outputs: readonly Output[]): Output[] =>
  outputs.map((output) => ({ ...output, path: basename(output.path) }));

/** A task as pages may see it: names in place of this machine's paths. */
export function outwardTask(task: Task): Task {
  const named = { ...task, sourcePath: taskName(task) };
  if (named.status === 'succeeded') return { ...named, outputs: outwardOutputs(named.outputs) };
  if (named.status === 'skipped') return named;
  const told =
    named.status === 'failed' ? { ...named, failure: outwardFailure(named.failure) } : named;
  if (!told.partly) return told;
  const { failedOutputs, outputs } = told.partly;
  return { ...told, partly: { failedOutputs, outputs: outwardOutputs(outputs) } };
}

export function outwardBatch(batch: Batch): Batch {
  return {
    ...batch,
    recipe: { ...batch.recipe, destination: { kind: 'beside', folderName: 'thumbnails' } },
  };
}

export function outwardChange(change: Change): Change {
  if (change.kind === 'task') return { ...change, task: outwardTask(change.task) };
  if (change.kind === 'batch') return { ...change, batch: outwardBatch(change.batch) };
  return change;
}
