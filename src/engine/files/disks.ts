import { lstatSync } from 'node:fs';
import type { DiskCall, DiskCalls } from './disk-calls.ts';
import { callDisk } from './disk-calls.ts';
import type { DiskQuestion } from './disk-process.ts';
import { askDrive, createDrive, type Drive, giveUpOn } from './drive.ts';
import type { DriveProgram } from './drive-process.ts';
import { pathForOthers } from './marked-path.ts';
import { slowDriveOf } from './mounts.ts';

export { isSilent } from './drive.ts';

/** Of a drive that did not answer in time: the next ones wait no longer than this until it does. Milliseconds. */
const hangingMs = 2000;

/** `entry` is the file of `disk-process`. */
let program: DriveProgram | null = null;
let limitMs = 60_000;

/** Until then every drive is asked in this process. */
export function setDiskProgram(next: DriveProgram | null): void {
  program = next;
}

/** For a thread, which has to be told. */
export const diskProgram = () => program;

/** How long a drive may take for one answer. Milliseconds. */
export function setDiskLimit(next: number): void {
  limitMs = next;
}

/** How long that is now. */
export const diskLimitMs = () => limitMs;

const drives = new Map<string, Drive>();
let isGivenUp = false;
let lastId = 0;

function driveAt(mountPoint: string): Drive {
  const found = drives.get(mountPoint) ?? createDrive(isGivenUp);
  drives.set(mountPoint, found);
  return found;
}

/** What is told of a file comes without its methods. */
function withMethods(value: unknown): unknown {
  const isStats = typeof value === 'object' && value !== null && 'mtimeNs' in value;
  if (!isStats) return value;
  return Object.setPrototypeOf(value, Object.getPrototypeOf(lstatSync('/', { bigint: true })));
}

type Rest<Call extends DiskCall> =
  Parameters<DiskCalls[Call]> extends [path: string, ...rest: infer Others] ? Others : never;

/**
 * Asks the disk that `path` is on; a text after it is another path. One that may hang is asked by a process of its own, so that nothing of it ever reaches this one: what
 * does not answer within the limit, or `withinMs`, rejects as `isSilent` knows it, and the process is abandoned.
 */
export function onDisk<Call extends DiskCall>(
  call: Call,
  path: string,
  ...rest: Rest<Call>
): ReturnType<DiskCalls[Call]>;
export function onDisk(call: DiskCall, path: string, ...rest: unknown[]): Promise<unknown> {
  const [other] = rest;
  const slow = slowDriveOf(path) ?? (typeof other === 'string' ? slowDriveOf(other) : null);
  if (slow === null || program === null) return callDisk(call, [path, ...rest]);
  return askOther(program, driveAt(slow), { call, given: [path, ...rest] });
}

async function askOther(
  asked: DriveProgram,
  drive: Drive,
  { call, given }: Omit<DiskQuestion, 'id'>,
): Promise<unknown> {
  const withinMs = drive.isHanging ? Math.min(hangingMs, limitMs) : limitMs;
  const known = given.map((one) => (typeof one === 'string' ? pathForOthers(one) : one));
  lastId += 1;
  const question: DiskQuestion = { id: lastId, call, given: known };
  return withMethods(await askDrive(drive, question, { program: asked, withinMs }));
}

/**
 * Has the process of a drive leave a folder, if there is such a process: none is started for that, and nobody waits. It is asked although the
 * drive may have been unmounted: what it holds keeps that from being done.
 */
export function leaveOnDisk(drive: string, marked: string): void {
  const given = [drive, { marked }];
  const asked = drives.get(drive);
  const left =
    program !== null && asked?.asker
      ? askOther(program, asked, { call: 'leaveFolder', given })
      : callDisk('leaveFolder', given);
  void left.catch(() => undefined);
}

/** What is worth waiting for before one goes on without the answer. Milliseconds. */
const momentMs = 300;

/** The answer, or `otherwise` if it is about a drive that may hang and does not come at once. */
export async function soon<Value, Other>(
  path: string,
  asked: Promise<Value>,
  otherwise: Other,
): Promise<Value | Other> {
  if (slowDriveOf(path) === null) return asked;
  const late = Promise.withResolvers<Other>();
  const clock = setTimeout(() => late.resolve(otherwise), momentMs);
  return Promise.race([asked, late.promise]).finally(() => clearTimeout(clock));
}

/** Where the path leads once every link is followed. Rejects like `fs.realpath`. */
export const realPath = (path: string): Promise<string> => onDisk('realpath', path);

/**
 * Asks the drives of these paths that may hang whether they answer at once, for `isAway`; null if none of them may. For work that has
 * to ask in this process.
 */
export function wakeDrives(paths: Iterable<string>): Promise<unknown> | null {
  const points = new Set([...paths].map(slowDriveOf).filter((point) => point !== null));
  const asking = program;
  if (points.size === 0 || asking === null) return null;
  const asked = Array.from(points, (point) => {
    lastId += 1;
    const question: DiskQuestion = { id: lastId, call: 'stat', given: [point] };
    return askDrive(driveAt(point), question, { program: asking, withinMs: hangingMs });
  });
  return Promise.allSettled(asked);
}

/** The same for the drive of a file, which it has to open, and make if it is missing: some answer everything but that. */
export async function wakeByOpening(file: string): Promise<void> {
  const point = slowDriveOf(file);
  const asking = program;
  if (point === null || asking === null) return;
  lastId += 1;
  const question: DiskQuestion = { id: lastId, call: 'tryToOpen', given: [file] };
  const asked = askDrive(driveAt(point), question, { program: asking, withinMs: hangingMs });
  await asked.catch(() => undefined);
}

/** Whether the drive of this path did not answer when it was asked last. */
export function isAway(path: string): boolean {
  const point = slowDriveOf(path);
  return point !== null && (drives.get(point)?.isHanging ?? false);
}

/** Nothing that a drive owes is waited for any more, and no drive that may hang is asked: the program ends. */
export function giveUpOnDrives(): void {
  isGivenUp = true;
  giveUpOn(drives.values());
}

/** What drives may take for what they owe once nobody uses them. Milliseconds. */
const mayOweMs = 1000;

/** Who uses drives in this process: a library may have several engines, one after the other or at once. */
let users = 0;

/** Drives that may hang are asked until what this answers with is called; those are given up soon if nobody else uses them then. */
export function useDrives(): () => void {
  users += 1;
  isGivenUp = false;
  for (const drive of drives.values()) drive.isGivenUp = false;
  return () => {
    users -= 1;
    const giveUp = () => {
      if (users === 0) giveUpOnDrives();
    };
    setTimeout(giveUp, mayOweMs).unref();
  };
}
