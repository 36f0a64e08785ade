// Entry of a process that asks one drive. It may hang in the kernel for ever: whoever started it abandons it then.
import { callDisk, type DiskCall } from './disk-calls.ts';
import { errorCode } from './write-failure.ts';

/** A question to a drive, with a number of its own from 1 on. The answer to 0, which nobody asks, says that the process is up. */
export interface DiskQuestion {
  readonly id: number;
  readonly call: DiskCall;
  readonly given: readonly unknown[];
}

export interface DiskAnswer {
  readonly id: number;
  readonly value?: unknown;
  /** The system's code, where it refused. */
  readonly code?: string;
  readonly message?: string;
}

async function answer({ id, call, given }: DiskQuestion): Promise<DiskAnswer> {
  try {
    return { id, value: await callDisk(call, given) };
  } catch (error) {
    return { id, code: errorCode(error), message: String(error) };
  }
}

process.on('message', (question: DiskQuestion) => {
  void answer(question).then((given) => process.send?.(given, () => undefined));
});
process.on('disconnect', () => process.exit());
process.send?.({ id: 0 } satisfies DiskAnswer, () => undefined);
