import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import { turnedByHand, type Work, workOf } from '../../shared/task/recipe.ts';
import type { SourceImage } from '../../shared/task/task.ts';
import { removeFailMarks } from '../desktop-cache/fail-marks.ts';
import { isSilent } from '../files/disks.ts';
import { lookAt } from '../files/file-identity.ts';
import { failure, silentDriveSubject } from '../../shared/task/failure.ts';
import { fileUri } from '../desktop-cache/thumbnail-name.ts';
import {
  keptOutputs,
  madeOf,
  type Piece,
  piecesOf,
  temporaryPathsOf,
  writtenOf,
} from './made-pieces.ts';
import { keepDates, withTimeLeft } from './keep-dates.ts';
import { type EarlierOutputs, findEarlier } from '../naming/earlier-outputs.ts';
import type { Placement, ReservedOutput } from '../naming/placement.ts';
import { asksForTaken } from '../naming/taken.ts';
import { manifestPlace } from '../naming/target.ts';
import {
  checkUnchanged,
  type KnownResults,
  filesAsLeft,
  rememberResult,
  skipsUnchanged,
  fingerprintOfSource,
} from '../memory/unchanged.ts';
import type { Made, Trash } from '../ports.ts';
import type { AttemptOrder } from './attempt-order.ts';
import { createReserving, type ReservingTools } from './reserving.ts';
import { trashReplaced } from './trash-replaced.ts';
import type { PoolLease, Probe, WorkerPool } from '../worker-pool/attempt.ts';
import { type AttemptOutcome, failedByBug } from '../worker-pool/outcome.ts';

/** One worker for several tasks, which it makes one after another. */
export interface TaskLease {
  /** Never rejects, and leaves nothing behind unless it succeeded. */
  run(order: AttemptOrder, signal: AbortSignal): Promise<AttemptOutcome>;
  /** After the last run. */
  end(): void;
}

/** Runs attempts, here or elsewhere, and says what its workers do. */
export interface Attempts extends Omit<WorkerPool, 'run' | 'lease'> {
  lease(): TaskLease;
}

interface Parts extends ReservingTools, KnownResults {
  readonly pool: WorkerPool;
  readonly trash: Trash | null;
}

interface Tools extends Omit<Parts, 'pool'> {
  readonly lease: PoolLease;
}

/** Attempts in worker processes of this computer. */
export function createLocalAttempts(parts: Parts): Attempts {
  const { pool } = parts;
  return {
    get isWorthLeasing() {
      return pool.isWorthLeasing;
    },
    lease() {
      const tools = { ...parts, lease: pool.lease() };
      return {
        run: (order, signal) => attemptTask(tools, order, signal),
        end: () => tools.lease.end(),
      };
    },
    setLimit: (limitMs) => pool.setLimit(limitMs),
    setReadLimits: (limits) => pool.setReadLimits(limits),
    report: () => pool.report(),
    async close() {
      await pool.close();
      await parts.manifests.flush();
    },
  };
}

/** A file that may be there, under no name of its own yet. */
type TemporaryFile = Pick<ReservedOutput, 'temporaryPath'>;

function temporaryFilesOf(placement: Placement | null): TemporaryFile[] {
  return placement?.kind === 'write' ? placement.outputs.filter((output) => output !== null) : [];
}

/** Renames the files. The outcome has the names they really got. */
async function putInPlace(
  { placer, trash }: Tools,
  order: AttemptOrder,
  { made, pieces }: { readonly made: Made; readonly pieces: readonly Piece[] },
): Promise<AttemptOutcome> {
  const makeRoom = trash ? trashReplaced(trash, order) : undefined;
  const paths = new Map(writtenOf(pieces).map((file) => [file.temporaryPath, file.finalPath]));
  const outputsNow = () =>
    pieces.map(({ output, reserved }) => ({
      ...output,
      path: (reserved && paths.get(reserved.temporaryPath)) ?? output.path,
    }));
  const noteName = async (temporaryPath: string, path: string) => {
    paths.set(temporaryPath, path);
    await order.noteMade({ ...made, outputs: outputsNow() });
  };
  const committed = await placer.commit(writtenOf(pieces), { makeRoom, noteName });
  if (!committed.ok) return { kind: 'failed', failure: committed.problem, log: null };
  return { kind: 'succeeded', ...made, outputs: outputsNow() };
}

/** The end of an attempt that stopped after the header, for the reason that its placement gives. */
function nothingToWrite(
  placement: Placement | null,
  known: Parameters<typeof keptOutputs>[0],
  source: SourceImage,
): AttemptOutcome {
  if (placement?.kind === 'fail') return { kind: 'failed', failure: placement.failure, log: null };
  if (placement?.kind !== 'skip') throw new Error('the worker was released without a reason');
  const kept = keptOutputs(known);
  // What was missing is there by now, and what an earlier attempt made as well.
  const isDone = placement.reason === 'output-exists' && kept.length > 0;
  if (isDone) return { kind: 'succeeded', source, outputs: kept, notes: [] };
  return { kind: 'skipped', reason: placement.reason };
}

/** The state of a running attempt: what it found and what it reserved. */
interface Course {
  readonly earlier: EarlierOutputs | null;
  /** What the source was before it was read; null when it was not there. */
  readonly sourceFingerprint: string | null;
  readonly identities: readonly string[];
  readonly signal: AbortSignal;
  toDiscard: readonly TemporaryFile[];
}

async function followCourse(
  tools: Tools,
  order: AttemptOrder,
  course: Course,
): Promise<AttemptOutcome> {
  const { recipe } = order;
  const { earlier, sourceFingerprint: fingerprint, identities, signal } = course;
  const { id, position, sourcePath, attempts, queuedAt } = order.stored.task;
  const { memory } = tools;
  const { root } = order.stored;
  const place = order.isPrivate ? null : manifestPlace({ sourcePath, root, recipe });
  const source = { path: sourcePath, fingerprint, place, position };
  const unchanged = skipsUnchanged(recipe) ? await checkUnchanged(tools, source, recipe) : null;
  if (unchanged?.isUnchanged) return { kind: 'skipped', reason: 'unchanged' };
  const wantsHash = unchanged !== null || memory.hasFocalPoints || memory.hasTurnings;
  const facts = { earlier, identities, wantsHash, sourceFingerprint: fingerprint };
  const reserving = createReserving(tools, { ...order, ...facts }, unchanged);
  const temporaryPaths = await reserving.pathsBeforeHeader();
  const early = (temporaryPaths ?? []).map((temporaryPath) => ({ temporaryPath }));
  // Also when it does not begin: their folder is held.
  course.toDiscard = early;
  if (!(await order.begin(temporaryPaths))) return { kind: 'aborted' };
  const { noteBegun } = order;
  const runWith = (work: Work) => tools.lease.run({ ...request, work }, signal);
  const request = {
    attemptId: `${id}-${attempts}`,
    sourcePath,
    wantsHash,
    wantsTaken: asksForTaken(recipe),
    requestId: `${id}-${queuedAt}`,
    desktopUri: isForDesktop(recipe) ? fileUri(sourcePath) : null,
    temporaryPaths,
    folderKeys: tools.placer.folderKeys(temporaryPaths ?? []),
    ...(noteBegun && { onBegun: noteBegun }),
    onWorker: (processId: number) => order.noteWorker?.(`process ${processId}`),
    onProbed: (probe: Probe) => reserving.onProbed(probe),
  };
  const first = await runWith(workOf(recipe));
  const isToBeTurned = first.kind === 'released' && !reserving.placement && reserving.handTurning;
  const outcome = isToBeTurned ? await runWith(turnedByHand(workOf(recipe), isToBeTurned)) : first;
  if (outcome.kind === 'succeeded' && !signal.aborted) await reserving.onWritten(outcome);
  const { placement } = reserving;
  course.toDiscard = [...early, ...temporaryFilesOf(placement)];
  const known = { recipe, earlier, sourceFingerprint: fingerprint };
  if (outcome.kind === 'released') return nothingToWrite(placement, known, outcome.source);
  if (outcome.kind === 'peeked') throw new Error('An attempt was answered with a preview.');
  if (outcome.kind !== 'succeeded') return outcome;
  if (!placement || signal.aborted) return { kind: 'aborted' };
  if (placement.kind !== 'write') return nothingToWrite(placement, known, outcome.source);
  const pieces = await keepDates(known, piecesOf(known, outcome, placement), tools.placer);
  const written = writtenOf(pieces);
  const made = await madeOf(known, outcome, { placement, pieces });
  const isAsReserved = !made.faults?.length && !earlier?.kept.size;
  if (!isAsReserved) await order.noteTemporaryPaths(temporaryPathsOf(pieces));
  await order.noteMade(made);
  const named = new Set(written.map(({ temporaryPath }) => temporaryPath));
  course.toDiscard = course.toDiscard.filter(({ temporaryPath }) => !named.has(temporaryPath));
  const end = await putInPlace(tools, order, { made, pieces });
  const { contentHash } = reserving;
  if (end.kind === 'succeeded' && isForDesktop(recipe)) await removeFailMarks(sourcePath);
  if (end.kind === 'succeeded') {
    const outputs = await filesAsLeft(end.outputs.map(({ path }) => path));
    const isWhole = !made.faults?.length;
    const result = { recipe, contentHash, outputs, isWhole };
    const remember = await rememberResult(tools, source, result);
    if (remember) order.storeAtEnd(remember);
    return { ...end, outputs: end.outputs.map((output) => withTimeLeft(output, outputs)) };
  }
  return end;
}

const drivesSilence: AttemptOutcome = {
  kind: 'failed',
  failure: failure('timed-out', silentDriveSubject),
  log: null,
};

/** Only for what does nothing that has to be undone: its drive may never answer. */
function unlessAborted<Value>(looking: Promise<Value>, signal: AbortSignal): Promise<Value> {
  const { promise, reject } = Promise.withResolvers<never>();
  const stop = () => reject(new Error('aborted'));
  signal.addEventListener('abort', stop, { once: true });
  if (signal.aborted) stop();
  return Promise.race([looking, promise]).finally(() => signal.removeEventListener('abort', stop));
}

/**
 * One run of a task in a worker, from its header to the files in place. Never rejects, and leaves nothing behind
 * unless it succeeded. Aborted after the first rename, it still succeeds. What an earlier run
 * made and nobody touched since is kept.
 */
export async function attemptTask(
  tools: Tools,
  order: AttemptOrder,
  signal: AbortSignal,
): Promise<AttemptOutcome> {
  const { stored, recipe } = order;
  let course: Course = {
    earlier: null,
    sourceFingerprint: null,
    identities: [],
    signal,
    toDiscard: [],
  };
  const withEarlier = (outcome: AttemptOutcome): AttemptOutcome =>
    outcome.kind === 'failed' && course.earlier
      ? { ...outcome, partly: course.earlier.partly }
      : outcome;
  try {
    const { task } = stored;
    const { facts, identities } = await unlessAborted(lookAt(task.sourcePath), signal);
    const fingerprint = fingerprintOfSource(facts);
    course = {
      ...course,
      identities,
      sourceFingerprint: fingerprint,
      earlier: await findEarlier(task, recipe, fingerprint),
    };
    if (course.earlier) await tools.placer.restoreNames(task.batchId, course.earlier);
    return withEarlier(await followCourse(tools, order, course));
  } catch (error) {
    if (signal.aborted) return { kind: 'aborted' };
    return withEarlier(isSilent(error) ? drivesSilence : failedByBug(error));
  } finally {
    await tools.placer.discard(course.toDiscard).catch(() => undefined);
  }
}
