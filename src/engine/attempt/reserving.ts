import type { AttemptOrder } from './attempt-order.ts';
import type { EarlierOutputs } from '../naming/earlier-outputs.ts';
import type { Placement, Placer } from '../naming/placement.ts';
import type { UnchangedCheck } from '../memory/unchanged.ts';
import type { ResultMemory } from '../ports.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { isForDesktop } from '../../shared/task/desktop-thumbnails.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { Turning } from '../../shared/task/turning.ts';
import type { SourceImage } from '../../shared/task/task.ts';
import { asksForTaken, takenAt } from '../naming/taken.ts';
import type { Go, Probe } from '../worker-pool/attempt.ts';
import type { Written } from '../worker-pool/outcome.ts';

export interface ReservingTools {
  readonly placer: Placer;
  readonly memory: ResultMemory;
}

/** Reserves names, before the worker writes or after, and keeps the placement for the end of the attempt. */
export interface Reserving {
  /** Null before anything was reserved. */
  readonly placement: Placement | null;
  /** What the worker said the source's bytes are. */
  readonly contentHash: string | null;
  /** How the picture was turned by hand; once that is known nothing is written before the worker has laid it out anew. */
  readonly handTurning: Turning | null;
  /**
   * Where the worker may write before anybody has read the header: most pictures need one word to the worker and one
   * answer so. Null where whether and where to write depends on what is in the file, or may harm what is there.
   */
  pathsBeforeHeader(): Promise<readonly string[] | null>;
  onProbed(probe: Probe): Promise<Go | null>;
  /** Reserves names for what was written before they were known. */
  onWritten(written: Pick<Written, 'outputs' | 'source'>): Promise<void>;
}

/** Whether a result is made whatever is there already. */
const isAlwaysMade = ({ conflict, replacesSource }: Recipe) =>
  conflict === 'rename' || (conflict === 'overwrite' && !replacesSource);

export function createReserving(
  { placer, memory }: ReservingTools,
  order: AttemptOrder & {
    readonly earlier: EarlierOutputs | null;
    readonly identities: readonly string[];
    readonly wantsHash: boolean;
    /** What the source was before it was read; null when that is not known. */
    readonly sourceFingerprint: string | null;
  },
  unchanged: UnchangedCheck | null,
): Reserving {
  const { stored, recipe, noteTemporaryPaths, earlier, identities, wantsHash } = order;
  const { id: taskId, batchId, sourcePath, attempts: attempt, queuedAt } = stored.task;
  const { root, counter } = stored;
  const task = {
    taskId,
    batchId,
    attempt,
    sourcePath,
    root,
    counter,
    queuedAt,
    recipe,
    identities,
  };
  let placement: Placement | null = null;
  let contentHash: string | null = null;
  let early: readonly string[] | null = null;
  let handTurning: Turning | null = null;

  const place = async (
    planned: readonly (PlannedOutput | null)[],
    source: SourceImage,
  ): Promise<Placement> => {
    if (contentHash !== null && unchanged?.hasSameContent(contentHash)) {
      return { kind: 'skip', reason: 'unchanged' };
    }
    const own = unchanged ? { ownResults: unchanged.ownResults } : {};
    const taken = asksForTaken(recipe) ? takenAt(source, order.sourceFingerprint) : null;
    return placer.reserve({ ...task, ...own, earlier, planned, taken, temporaryPaths: early });
  };

  return {
    get placement() {
      return placement;
    },
    get contentHash() {
      return contentHash;
    },
    get handTurning() {
      return handTurning;
    },
    async pathsBeforeHeader() {
      const asks = earlier !== null || isForDesktop(recipe) || wantsHash;
      if (asks || !isAlwaysMade(recipe)) return null;
      early = await placer.pathsBeforeHeader(task);
      return early;
    },
    async onProbed(probe) {
      ({ contentHash } = probe);
      if (handTurning === null && contentHash !== null && !isForDesktop(recipe)) {
        handTurning = memory.turning(contentHash);
        if (handTurning) return null;
      }
      order.notePlanned?.(probe.outputs);
      placement = await place(probe.outputs, probe.source);
      if (placement.kind !== 'write') return null;
      await noteTemporaryPaths(placement.outputs.flatMap((output) => output?.temporaryPath ?? []));
      const paths = placement.outputs.map((output) => output?.temporaryPath ?? null);
      return {
        paths,
        folderKeys: placer.folderKeys(paths),
        focalPoint: contentHash === null ? null : memory.focalPoint(contentHash),
      };
    },
    async onWritten({ outputs, source }) {
      placement ??= await place(outputs, source);
    },
  };
}
