import { failureLine } from '../../shared/task/failure-words.ts';
import type { Hold } from '../../shared/task/hold.ts';
import { failureOfHold } from '../../shared/task/hold-words.ts';
import type { Failure } from '../../shared/task/failure.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import type { Reporter } from './reporter.ts';
import { heldLine } from './task-lines.ts';

function outputRecord({ path, width, height, format, sizeBytes, placeholder }: Output) {
  return { path, width, height, format, sizeBytes, ...(placeholder && { placeholder }) };
}

function failureRecord(failure: Failure) {
  return { code: failure.code, message: failureLine(failure) };
}

function failureOf(task: Task, hold: Hold | null): Failure | null {
  if (task.status === 'failed') return task.failure;
  return task.status === 'cancelled' && hold ? failureOfHold(hold) : null;
}

function taskRecord(task: Task, hold: Hold | null = null) {
  const failure = failureOf(task, hold);
  const isDone = 'durationMs' in task;
  return {
    source: task.sourcePath,
    status: task.status,
    outputs: outputsOf(task).map(outputRecord),
    failure: failure && failureRecord(failure),
    ...(task.status === 'succeeded' && task.source.pages && { pages: task.source.pages }),
    ...(task.status === 'succeeded' && task.notes.length > 0 && { notes: task.notes }),
    ...(task.status === 'skipped' && { reason: task.reason }),
    durationMs: isDone ? (task.durationMs ?? 0) : 0,
  };
}

/** One line of JSON for each settled task, the summary last. `durationMs` is 0 where nothing ran. */
export function createJsonReporter(
  print: (line: string) => void,
  complain: (line: string) => void = () => undefined,
): Reporter {
  /** Why the rest was cancelled. */
  let givenUp: Hold | null = null;
  const write = (record: unknown) => print(JSON.stringify(record));
  return {
    settled: (task) => write(taskRecord(task, givenUp)),
    settledBefore: (task) => write(taskRecord(task)),
    refused: ({ path, failure }) =>
      write({
        source: path,
        status: 'failed',
        outputs: [],
        failure: failureRecord(failure),
        durationMs: 0,
      }),
    held(hold, isGivenUp) {
      if (isGivenUp) givenUp = hold;
      complain(heldLine(hold, isGivenUp));
    },
    progress: () => undefined,
    saving: () => undefined,
    finished({ succeeded, failed, cancelled, skipped, durationMs }, { saved }) {
      const files = saved.map(({ kind, path }) => ({ kind, path }));
      const counts = { succeeded, failed, cancelled, skipped, durationMs };
      write({ summary: files.length > 0 ? { ...counts, saved: files } : counts });
    },
  };
}
