import type { ChildProcess } from 'node:child_process';
import type { DiskAnswer, DiskQuestion } from './disk-process.ts';
import { abandonDriveProcess, type DriveProgram, startDriveProcess } from './drive-process.ts';
import { errorCode } from './write-failure.ts';

/** As the system says it where it gives up by itself. */
const silentCode = 'ETIMEDOUT';

/** Whether something failed because a drive did not answer. */
export const isSilent = (error: unknown) => errorCode(error) === silentCode;

function silence(): Error {
  return Object.assign(new Error('the drive does not answer'), { code: silentCode });
}

/** What a Node may take to start, however busy the machine is. The drive has its own time after that. Milliseconds. */
const startLimitMs = 30_000;

/** A drive that may hang, asked by a process of its own. */
export interface Drive {
  /** Null until it is asked, and after it was abandoned. */
  asker: Asker | null;
  /** Resolves when the process that was abandoned last is gone, which the kernel may hold up for as long as the drive hangs. */
  left: PromiseWithResolvers<void> | null;
  isHanging: boolean;
  /** It is asked no more: who uses it ends. */
  isGivenUp: boolean;
  /** Those who wait for the end of the process that was abandoned. */
  readonly waiting: Set<() => void>;
}

interface Asker {
  readonly child: ChildProcess;
  /** Resolves once it can ask, or is gone. */
  readonly up: Promise<unknown>;
  readonly waiting: Map<number, (answer: DiskAnswer | null) => void>;
}

export const createDrive = (isGivenUp = false): Drive => ({
  asker: null,
  left: null,
  isHanging: false,
  isGivenUp,
  waiting: new Set(),
});

function endWaiting({ waiting }: Asker): void {
  for (const answer of waiting.values()) answer(null);
  waiting.clear();
}

/** What it still owes counts as not answered. */
function abandon(drive: Drive, asker: Asker): void {
  const { child } = asker;
  if (drive.asker === asker) drive.asker = null;
  if (child.pid !== undefined && child.exitCode === null && child.signalCode === null) {
    const left = Promise.withResolvers<void>();
    drive.left = left;
    child.once('exit', () => {
      if (drive.left === left) drive.left = null;
      left.resolve();
    });
  }
  abandonDriveProcess(child);
  endWaiting(asker);
}

function start(drive: Drive, program: DriveProgram): Asker {
  const child = startDriveProcess(program);
  child.unref();
  child.channel?.unref();
  const up = Promise.withResolvers<DiskAnswer | null>();
  const asker: Asker = { child, up: up.promise, waiting: new Map([[0, up.resolve]]) };
  child.on('message', (answer: DiskAnswer) => {
    asker.waiting.get(answer.id)?.(answer);
    asker.waiting.delete(answer.id);
    if (asker.waiting.size === 0) child.channel?.unref();
  });
  const end = () => {
    if (drive.asker === asker) drive.asker = null;
    endWaiting(asker);
  };
  child.on('error', end);
  child.on('exit', end);
  return asker;
}

/** Waits for the end of the process that was abandoned last: one drive holds up one process at most, however often it is asked. */
async function leftIsGone({ left, waiting }: Drive, withinMs: number): Promise<void> {
  if (left === null) return;
  const late = Promise.withResolvers<void>();
  const giveUp = () => late.reject(silence());
  waiting.add(giveUp);
  const clock = setTimeout(giveUp, withinMs);
  await Promise.race([left.promise, late.promise]).finally(() => {
    clearTimeout(clock);
    waiting.delete(giveUp);
  });
}

/** The answer, which the drive may take so long for. Rejects as `isSilent` knows it if none comes, and the process is abandoned. */
export async function askDrive(
  drive: Drive,
  question: DiskQuestion,
  { program, withinMs }: { readonly program: DriveProgram; readonly withinMs: number },
): Promise<unknown> {
  if (drive.left !== null && !drive.isGivenUp) await leftIsGone(drive, withinMs);
  if (drive.isGivenUp) throw silence();
  const asker = (drive.asker ??= start(drive, program));
  const { promise, resolve } = Promise.withResolvers<DiskAnswer | null>();
  asker.waiting.set(question.id, resolve);
  asker.child.channel?.ref();
  asker.child.send(question, () => undefined);
  const giveUp = () => {
    if (!asker.waiting.has(question.id)) return;
    drive.isHanging = true;
    abandon(drive, asker);
  };
  // An answer may have come while this process was too busy to see that its time is over.
  const within = (ms: number) => setTimeout(() => setImmediate(giveUp), ms);
  let clock = within(Math.max(startLimitMs, withinMs));
  const beginAnew = async () => {
    await asker.up;
    clearTimeout(clock);
    if (asker.waiting.has(question.id)) clock = within(withinMs);
  };
  void beginAnew();
  const answer = await promise;
  clearTimeout(clock);
  if (answer === null) throw silence();
  drive.isHanging = false;
  if (answer.code === undefined) return answer.value;
  throw Object.assign(new Error(answer.message), { code: answer.code });
}

/** Nothing that these owe is waited for any more, and they are asked no more. */
export function giveUpOn(drives: Iterable<Drive>): void {
  for (const drive of drives) {
    drive.isGivenUp = true;
    for (const giveUpWaiting of drive.waiting) giveUpWaiting();
    if (drive.asker) abandon(drive, drive.asker);
  }
}
