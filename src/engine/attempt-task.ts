import { failure, type Failure, type SkipReason } from '../shared/task/failure.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import type { Placement, Placer, ReservedOutput } from './planning/placement.ts';
import type { Made, StoredTask } from './ports.ts';
import type { AttemptOutcome, WorkerPool } from './worker-pool/attempt.ts';

export interface AttemptOrder {
  readonly stored: StoredTask;
  readonly recipe: Recipe;
  /** Called before the worker writes, and before anything gets its final name. */
  readonly noteAsidePaths: (paths: readonly string[]) => void;
  readonly noteMade: (made: Made) => void;
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

interface Tools {
  readonly pool: WorkerPool;
  readonly placer: Placer;
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

/** Reserves names once the worker has said what it will make; keeps what came of it for the end. */
function createReserving({ placer }: Tools, order: AttemptOrder) {
  const { stored, recipe, noteAsidePaths } = order;
  const { id: taskId, batchId, sourcePath, attempts: attempt, queuedAt } = stored.task;
  const { root, counter } = stored;
  let placing: Promise<Placement> | null = null;
  let bug: unknown = null;
  return {
    /** Null before the worker answered. */
    placement: async () => placing?.catch(() => null) ?? null,
    rethrowBug() {
      if (bug !== null) throw bug;
    },
    async onProbed(planned: Parameters<Placer['reserve']>[0]['planned']) {
      const place = { taskId, batchId, attempt, sourcePath, root, counter, queuedAt };
      try {
        placing = placer.reserve({ ...place, recipe, planned });
        const placement = await placing;
        if (placement.kind !== 'write') return null;
        noteAsidePaths(asideFiles(placement).map((output) => output.asidePath));
        return { paths: placement.outputs.map((output) => output?.asidePath ?? null) };
      } catch (error) {
        bug = error;
        return null;
      }
    },
  };
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
  const reserving = createReserving(tools, order);
  const { id, sourcePath, attempts } = order.stored.task;
  let toDiscard: readonly ReservedOutput[] = [];
  try {
    const request = { attemptId: `${id}-${attempts}`, sourcePath, outputs: order.recipe.outputs };
    const outcome = await tools.pool.run(
      { ...request, onProbed: (probe) => reserving.onProbed(probe.outputs) },
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
      return await putInPlace(tools, made, written);
    }
    return endWithoutResult(outcome, placement);
  } catch (error) {
    return failedByBug(error);
  } finally {
    await tools.placer.discard(toDiscard).catch(() => undefined);
  }
}
