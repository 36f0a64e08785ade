import type { FailureCode } from '../../shared/task/failure.ts';
import { largerOutputs, outputsOf } from '../../shared/task/outputs-of.ts';
import { emptyTally, retally, type Tally } from '../../shared/task/tally.ts';
import type { Task } from '../../shared/task/task.ts';

/** Bytes read and written by the tasks that succeeded. */
export interface ByteCount {
  readonly inBytes: number;
  readonly outBytes: number;
}

/** What some tasks come to. */
export interface TaskSum {
  readonly tally: Tally;
  readonly bytes: ByteCount;
  /** How many results are larger than their original. */
  readonly largerCount: number;
  /** How many tasks made something. */
  readonly madeCount: number;
  /** How many tasks failed for each reason there is. */
  readonly failures: ReadonlyMap<FailureCode, number>;
}

export const emptySum: TaskSum = {
  tally: emptyTally,
  bytes: { inBytes: 0, outBytes: 0 },
  largerCount: 0,
  madeCount: 0,
  failures: new Map(),
};

export function outputBytes(task: Task): number {
  return task.status === 'succeeded'
    ? task.outputs.reduce((sum, output) => sum + output.sizeBytes, 0)
    : 0;
}

function countFailure(failures: TaskSum['failures'], task: Task | null, sign: 1 | -1) {
  if (task?.status !== 'failed') return failures;
  const next = new Map(failures);
  const { code } = task.failure;
  const count = (next.get(code) ?? 0) + sign;
  if (count > 0) next.set(code, count);
  else next.delete(code);
  return next;
}

const hasMade = (task: Task | null) => (task && outputsOf(task).length > 0 ? 1 : 0);

const largerOf = (task: Task | null) => (task ? largerOutputs(task).length : 0);

function bytesAfter(bytes: ByteCount, before: Task | null, after: Task | null): ByteCount {
  if (before?.status !== 'succeeded' && after?.status !== 'succeeded') return bytes;
  const read = (task: Task | null) => (task?.status === 'succeeded' ? (task.sizeBytes ?? 0) : 0);
  const written = (task: Task | null) => (task ? outputBytes(task) : 0);
  return {
    inBytes: bytes.inBytes + read(after) - read(before),
    outBytes: bytes.outBytes + written(after) - written(before),
  };
}

/** The sum once one task has become another (null before: it is new; null after: it is gone). */
export function resum(sum: TaskSum, before: Task | null, after: Task | null): TaskSum {
  return {
    tally: retally(sum.tally, before?.status ?? null, after?.status ?? null),
    bytes: bytesAfter(sum.bytes, before, after),
    largerCount: sum.largerCount + largerOf(after) - largerOf(before),
    madeCount: sum.madeCount + hasMade(after) - hasMade(before),
    failures: countFailure(countFailure(sum.failures, before, -1), after, 1),
  };
}
