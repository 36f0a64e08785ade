import { basename } from 'node:path';
import type { Batch } from '../../shared/task/batch.ts';
import type { Change } from '../../shared/task/change.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { taskName } from '../../shared/task/outputs-of.ts';
import { failure, type Failure } from '../../shared/task/failure.ts';

/** A service writes nowhere but into its store: where that is on its machine is nobody's business, and nobody can change it. */
export function publicFailure(why: Failure): Failure {
  return why.code === 'output-unwritable' ? failure('store-unavailable') : why;
}

const publicOutputs = (outputs: readonly Output[]): Output[] =>
  outputs.map((output) => ({ ...output, path: basename(output.path) }));

/** A task as pages may see it: names in place of this machine's paths. */
export function publicTask(task: Task): Task {
  const named = { ...task, sourcePath: taskName(task) };
  if (named.status === 'succeeded') return { ...named, outputs: publicOutputs(named.outputs) };
  if (named.status === 'skipped') return named;
  const told =
    named.status === 'failed' ? { ...named, failure: publicFailure(named.failure) } : named;
  if (!told.partly) return told;
  const { failedOutputs, outputs } = told.partly;
  return { ...told, partly: { failedOutputs, outputs: publicOutputs(outputs) } };
}

export function publicBatch(batch: Batch): Batch {
  return {
    ...batch,
    recipe: { ...batch.recipe, destination: { kind: 'beside', folderName: 'thumbnails' } },
  };
}

export function publicChange(change: Change): Change {
  if (change.kind === 'task') return { ...change, task: publicTask(change.task) };
  if (change.kind === 'batch') return { ...change, batch: publicBatch(change.batch) };
  return change;
}
