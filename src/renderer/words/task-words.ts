import type { ResultNote } from '../../shared/task/failure.ts';
import { failureWords, skipWords } from '../../shared/task/failure-words.ts';
import { largerOutputs, outputsOf } from '../../shared/task/outputs-of.ts';
import { statusWords } from '../../shared/task/status-words.ts';
import { otherEndsWords, type Tally, totalOf } from '../../shared/task/tally.ts';
import type { Output, Task } from '../../shared/task/task.ts';
import { bytesWords, countWords } from '../../shared/words/numbers.ts';
import { tasksWords } from '../../shared/words/areas/tasks.ts';
import { sizeWords } from './numbers.ts';

const sumBytes = (outputs: readonly Output[]) =>
  outputs.reduce((sum, output) => sum + output.sizeBytes, 0);

/** "larger", "2 larger": results that take more room than their original. Empty when none does. */
function largerWords(task: Task): string {
  const count = largerOutputs(task).length;
  if (count === 0) return '';
  return outputsOf(task).length === 1 ? tasksWords('larger') : tasksWords('countLarger', { count });
}

/** Why a result wants a look; only the first that applies is said. */
const doubts = ['doubtful', 'incomplete', 'first-frame-only', 'damaged'] as const;

function doubtOf(task: Task): (typeof doubts)[number] | undefined {
  const notes: readonly ResultNote[] = task.status === 'succeeded' ? task.notes : [];
  return doubts.find((note) => notes.includes(note));
}

/** What keeps a result from being a plain success, in a word or two: "may be wrong", "larger". Empty when nothing does. */
export function caveatWords(task: Task): string {
  const doubt = doubtOf(task);
  return doubt === undefined ? largerWords(task) : tasksWords(`caveat.${doubt}`);
}

/** What stands beside the status glyph. */
export function statusLine(task: Task): string {
  if (task.status === 'failed') return failureWords(task.failure).what;
  const caveat = caveatWords(task);
  return caveat === '' ? statusWords(task.status) : `${statusWords(task.status)}, ${caveat}`;
}

const unended = (sentence: string) => sentence.replace(/\.$/, '');

type Becoming = 'becomes' | 'becomesSaid';

/** What happened, in one line without a full stop. `outputCount` is how many its recipe makes. */
export function taskLine(task: Task, outputCount: number, becoming: Becoming = 'becomes'): string {
  const source = task.sizeBytes === null ? null : bytesWords(task.sizeBytes);
  if (task.status === 'queued') return source ?? statusWords('queued');
  if (task.status === 'cancelled') return statusWords('cancelled');
  if (task.status === 'failed') return unended(failureWords(task.failure).what);
  if (task.status === 'skipped') return unended(skipWords(task.reason));
  if (task.status === 'running') {
    return outputCount > 1
      ? tasksWords('makingOutputCount', { outputCount })
      : tasksWords('working');
  }
  const result = bytesWords(sumBytes(task.outputs));
  const change = source === null ? result : tasksWords(becoming, { before: source, after: result });
  const doubt = doubtOf(task);
  // First, so that it can be read where there is little room.
  if (doubt !== undefined) return `${tasksWords(`doubt.${doubt}`)}, ${change}`;
  const larger = largerWords(task);
  return larger === '' ? change : `${change}, ${larger}`;
}

/** The sizes of what was made: "213 × 320", or "3 results". */
export function resultWords(task: Task): string {
  if (task.status !== 'succeeded') return '';
  const [first] = task.outputs;
  if (task.outputs.length !== 1 || !first)
    return tasksWords('count', { count: task.outputs.length });
  return sizeWords(first);
}

/** What a screen reader says after the name. */
export function taskDescription(task: Task, outputCount: number): string {
  const status = statusWords(task.status);
  const line = taskLine(task, outputCount, 'becomesSaid');
  return line === status ? status : `${status}, ${line}`;
}

/** "412 of 1,204 done, 3 failed": only what succeeded is done. Empty when there is nothing on the queue. */
export function batchSummary(tally: Tally): string {
  const total = totalOf(tally);
  if (total === 0) return '';
  const done = tasksWords('succeededTotalDone', { succeeded: countWords(tally.succeeded), total });
  return [done, ...otherEndsWords(tally)].join(', ');
}
