import { failureWords, skipWords } from '../../shared/task/failure-words.ts';
import type { TaskStatus } from '../../shared/task/status.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { bytesWords, plural } from '../../shared/words/numbers.ts';
import { sizeWords } from './numbers.ts';

export const statusWords: Readonly<Record<TaskStatus, string>> = {
  queued: 'Waiting',
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
  skipped: 'Skipped',
};

const sumBytes = (outputs: readonly Output[]) =>
  outputs.reduce((sum, output) => sum + output.sizeBytes, 0);

const unended = (sentence: string) => sentence.replace(/\.$/, '');

/** What happened, in one line without a full stop. `outputCount` is how many its recipe makes. */
export function taskLine(task: Task, outputCount: number): string {
  const source = task.sizeBytes === null ? null : bytesWords(task.sizeBytes);
  if (task.status === 'queued') return source ?? statusWords.queued;
  if (task.status === 'cancelled') return statusWords.cancelled;
  if (task.status === 'failed') return unended(failureWords(task.failure).what);
  if (task.status === 'skipped') return unended(skipWords[task.reason]);
  if (task.status === 'running') {
    return outputCount > 1 ? `Making ${plural(outputCount, 'output')}…` : 'Working…';
  }
  const result = bytesWords(sumBytes(task.outputs));
  return source === null ? result : `${source} → ${result}`;
}

/** The sizes of what was made: "213 × 320", or "3 outputs". */
export function resultWords(task: Task): string {
  if (task.status !== 'succeeded') return '';
  const [first] = task.outputs;
  if (task.outputs.length !== 1 || !first) return plural(task.outputs.length, 'output');
  return sizeWords(first);
}

/** What a screen reader says after the name. */
export function taskDescription(task: Task, outputCount: number): string {
  const status = statusWords[task.status];
  const line = taskLine(task, outputCount);
  return line === status ? status : `${status}, ${line.replace('→', 'to')}`;
}
