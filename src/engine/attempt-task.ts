import { isForDesktop } from '../shared/task/desktop-thumbnails.ts';
import { failure, type Failure, type SkipReason } from '../shared/task/failure.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import { removeFailMarks } from './desktop-cache/fail-marks.ts';
import { fileUri } from './desktop-cache/thumbnail-name.ts';
import type { Placement, ReservedOutput } from './planning/placement.ts';
import { checkUnchanged } from './planning/unchanged.ts';
import type { Made, ReplacedSource, StoredTask, Trash } from './ports.ts';
import { createReserving, type ReservingTools, skipsUnchanged } from './reserving.ts';
import type { AttemptOutcome, WorkerPool } from './worker-pool/attempt.ts';

export interface AttemptOrder {
  readonly stored: StoredTask;
  readonly recipe: Recipe;
  /** Called before the worker writes, and before anything gets its final name. */
  readonly noteAsidePaths: (paths: readonly string[]) => void;
  readonly noteMade: (made: Made) => void;
  /** Called once the original is in the trash, before its result takes its place. */
  readonly noteReplaced?: (replaced: ReplacedSource) => void;
}

export type AttemptEnd =
  | { readonly kind: 'succeeded'; readonly made: Made }
  | { readonly kind: 'skipped'; readonly reason: SkipReason }
  | { readonly kind: 'failed'; readonly failure: Failure; readonly log: string | null }
  | { readonly kind: 'crashed'; readonly log: string }
  | { readonly kind: 'aborted' };

/** Runs attempts, here or elsewhere, and says what its workers do. */
export interface Attempts extends Omit<WorkerPool, 'run'> {
  /** Never rejects, and leaves nothing behind unless it succeeded. */
  run(order: AttemptOrder, signal: AbortSignal): Promise<AttemptEnd>;
}

interface Tools extends ReservingTools {
  readonly pool: WorkerPool;
  readonly trash: Trash | null;
}

/** Attempts in worker processes of this computer. */
export function createLocalAttempts(tools: Tools): Attempts {
  return { ...tools.pool, run: (order, signal) => attemptTask(tools, order, signal) };
}

const longestLog = 16_384;

export function failedByBug(error: unknown): AttemptEnd {
  const log = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { kind: 'failed', failure: failure('internal'), log: log.slice(0, longestLog) };
}

export function limitWords(limitMs: number): string {
  return limitMs === 1000 ? '1 second' : `${limitMs / 1000} seconds`;
}

function asideFiles(placement: Placement | null): ReservedOutput[] {
  return placement?.kind === 'write' ? placement.outputs.filter((output) => output !== null) : [];
}

type Finished = AttemptOutcome & { readonly kind: 'finished' };

function madeOf(outcome: Finished, { recipe }: AttemptOrder, placement: Placement): Made {
  const reserved = placement.kind === 'write' ? placement.outputs : [];
  const unplaced = placement.kind === 'write' ? placement.faults : [];
  const faults = [...unplaced, ...outcome.faults].map(({ output, failure }) => ({
    name: recipe.outputs[output]?.name ?? '',
    failure,
  }));
  const failed = new Set(outcome.faults.map(({ output }) => output));
  const outputs = recipe.outputs.flatMap(({ name }, index) => {
    const output = reserved[index];
    if (!output || failed.has(index)) return [];
    const written = outcome.outputs[index];
    if (!written) throw new Error('the worker left out an output that was asked for');
    return [{ ...written, name, path: output.finalPath }];
  });
  return { source: outcome.source, outputs, notes: outcome.notes, faults };
}

/** What was written of what was reserved. */
function writtenFiles(outcome: Finished, placement: Placement): ReservedOutput[] {
  if (placement.kind !== 'write') return [];
  return placement.outputs
    .filter((output, at) => output !== null && outcome.outputs[at] !== null)
    .flatMap((output) => output ?? []);
}

/** The original goes to the trash before its result takes its place. */
async function makeRoom(
  { trash }: Tools,
  { stored, noteReplaced }: AttemptOrder,
  written: readonly ReservedOutput[],
): Promise<void> {
  if (!trash || !written.some(({ replacesSource }) => replacesSource)) return;
  const { sourcePath } = stored.task;
  noteReplaced?.({ sourcePath, trashedPath: await trash.put(sourcePath) });
}

async function putInPlace(
  { placer }: Tools,
  made: Made,
  reserved: readonly ReservedOutput[],
): Promise<AttemptEnd> {
  const committed = await placer.commit(reserved);
  if (!committed.ok) return { kind: 'failed', failure: committed.problem, log: null };
  const outputs = made.outputs.map((output, index) => ({
    ...output,
    path: committed.value[index] ?? output.path,
  }));
  return { kind: 'succeeded', made: { ...made, outputs } };
}

function endWithoutResult(outcome: AttemptOutcome, placement: Placement | null): AttemptEnd {
  switch (outcome.kind) {
    case 'failed':
      return { kind: 'failed', failure: outcome.failure, log: outcome.log };
    case 'crashed':
      return { kind: 'crashed', log: outcome.reason };
    case 'timed-out': {
      const tooLong = failure('timed-out', limitWords(outcome.limitMs));
      return { kind: 'failed', failure: tooLong, log: null };
    }
    case 'aborted':
    case 'finished':
      return { kind: 'aborted' };
    case 'released':
      if (placement?.kind === 'skip') return { kind: 'skipped', reason: placement.reason };
      if (placement?.kind === 'fail') {
        return { kind: 'failed', failure: placement.failure, log: null };
      }
      throw new Error('the worker was released without a reason');
  }
}

/**
 * One run of a task in a worker, from its header to the files in place. Never rejects, and leaves nothing behind
 * unless it succeeded. Aborted after the files began to get their names, it succeeds nevertheless.
 */
export async function attemptTask(
  tools: Tools,
  order: AttemptOrder,
  signal: AbortSignal,
): Promise<AttemptEnd> {
  const { recipe } = order;
  const { id, sourcePath, attempts } = order.stored.task;
  let toDiscard: readonly ReservedOutput[] = [];
  try {
    const { memory } = tools;
    const unchanged =
      memory && skipsUnchanged(recipe) ? await checkUnchanged(memory, sourcePath, recipe) : null;
    if (unchanged?.isUnchanged) return { kind: 'skipped', reason: 'unchanged' };
    const reserving = createReserving(tools, order, unchanged);
    const request = { attemptId: `${id}-${attempts}`, sourcePath, outputs: recipe.outputs };
    const { metadata, keepsGps } = recipe;
    const wantsHash = unchanged !== null || (memory?.hasFocalPoints ?? false);
    const outcome = await tools.pool.run(
      {
        ...request,
        metadata: { metadata, keepsGps },
        wantsHash,
        desktopUri: isForDesktop(recipe) ? fileUri(sourcePath) : null,
        onProbed: (probe) => reserving.onProbed(probe),
      },
      signal,
    );
    const placement = await reserving.placement();
    toDiscard = asideFiles(placement);
    reserving.rethrowBug();
    if (outcome.kind === 'finished' && placement && !signal.aborted) {
      const made = madeOf(outcome, order, placement);
      const written = writtenFiles(outcome, placement);
      if (made.faults?.length) order.noteAsidePaths(written.map(({ asidePath }) => asidePath));
      order.noteMade(made);
      toDiscard = toDiscard.filter((output) => !written.includes(output));
      await makeRoom(tools, order, written);
      const end = await putInPlace(tools, made, written);
      const { contentHash } = reserving;
      if (end.kind === 'succeeded' && isForDesktop(recipe)) await removeFailMarks(sourcePath);
      if (end.kind === 'succeeded' && contentHash !== null && !made.faults?.length) {
        await unchanged?.remember(
          contentHash,
          end.made.outputs.map(({ path }) => path),
        );
      }
      return end;
    }
    return endWithoutResult(outcome, placement);
  } catch (error) {
    return failedByBug(error);
  } finally {
    await tools.placer.discard(toDiscard).catch(() => undefined);
  }
}
