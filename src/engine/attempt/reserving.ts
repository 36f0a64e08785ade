import type { AttemptOrder } from './attempt-task.ts';
import type { EarlierOutputs } from '../naming/earlier-outputs.ts';
import type { Placement, Placer } from '../naming/placement.ts';
import { ownPaths, type UnchangedCheck } from '../memory/unchanged.ts';
import type { ResultMemory } from '../ports.ts';
import type { Go, Probe } from '../worker-pool/attempt.ts';

export interface ReservingTools {
  readonly placer: Placer;
  readonly memory: ResultMemory;
}

/** Reserves names once the worker has said what it will make, and keeps the placement for the end of the attempt. */
export interface Reserving {
  /** Null before the worker answered. */
  readonly placement: Placement | null;
  /** What the worker said the source's bytes are. */
  readonly contentHash: string | null;
  onProbed(probe: Probe): Promise<Go | null>;
}

export function createReserving(
  { placer, memory }: ReservingTools,
  order: AttemptOrder & { readonly earlier: EarlierOutputs | null },
  unchanged: UnchangedCheck | null,
): Reserving {
  const { stored, recipe, noteTemporaryPaths, earlier } = order;
  const { id: taskId, batchId, sourcePath, attempts: attempt, queuedAt } = stored.task;
  const { root, counter } = stored;
  let placement: Placement | null = null;
  let contentHash: string | null = null;

  const place = async ({ outputs: planned }: Probe): Promise<Placement> => {
    if (contentHash !== null && unchanged?.hasSameContent(contentHash)) {
      return { kind: 'skip', reason: 'unchanged' };
    }
    const own = unchanged ? { ownPaths: await ownPaths(memory, sourcePath) } : {};
    const task = { taskId, batchId, attempt, sourcePath, root, counter, queuedAt };
    return placer.reserve({ ...task, ...own, earlier, recipe, planned });
  };

  return {
    get placement() {
      return placement;
    },
    get contentHash() {
      return contentHash;
    },
    async onProbed(probe) {
      ({ contentHash } = probe);
      placement = await place(probe);
      if (placement.kind !== 'write') return null;
      noteTemporaryPaths(placement.outputs.flatMap((output) => output?.temporaryPath ?? []));
      return {
        paths: placement.outputs.map((output) => output?.temporaryPath ?? null),
        focalPoint: contentHash === null ? null : memory.focalPoint(contentHash),
      };
    },
  };
}
