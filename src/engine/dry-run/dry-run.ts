import PQueue from 'p-queue';
import { type LeftOut, type LeftOutReason, nothingLeftOut } from '../../shared/task/batch.ts';
import { failure, type Failure } from '../../shared/task/failure.ts';
import { folded } from '../../shared/paths/safe-segment.ts';
import { hasImageExtension } from '../../shared/formats/taken-from-folders.ts';
import type { PlacedFile } from '../../shared/task/plan.ts';
import { type Recipe, workOf } from '../../shared/task/recipe.ts';
import { admit, asSeen } from '../admission/admit.ts';
import { createResultSieve, type ResultSieve, takesEverything } from '../admission/own-results.ts';
import { walkRequest } from '../walk/walk-request.ts';
import type { FoundFile, ResultMemory } from '../ports.ts';
import type { FolderWalker } from '../walk/walker.ts';
import type { Probe, WorkerPool } from '../worker-pool/attempt.ts';
import { failureOf } from '../worker-pool/outcome.ts';
import type { PlacedRow } from './placed.ts';
import type { Placement } from '../naming/placement.ts';
import { createPlacer } from '../naming/placer.ts';
import { asksForTaken, takenAt } from '../naming/taken.ts';
import { manifestPlace } from '../naming/target.ts';
import type { Manifests } from '../memory/manifests.ts';
import { checkUnchanged, skipsUnchanged, sourceFingerprint } from '../memory/unchanged.ts';

export interface DryRunTools {
  readonly pool: WorkerPool;
  readonly walker: FolderWalker;
  readonly concurrency: number;
  readonly memory: ResultMemory;
  readonly manifests: Manifests;
  readonly mayReplaceSources: boolean;
}

export interface DryRunRequest {
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly onPlan: (row: PlacedRow) => void;
  readonly takesResults?: boolean | undefined;
  readonly signal: AbortSignal;
}

function rowFor(
  sourcePath: string,
  { placement, probe }: { readonly placement: Placement; readonly probe: Probe },
  recipe: Recipe,
): PlacedRow {
  if (placement.kind === 'fail') return { sourcePath, action: 'fail', failure: placement.failure };
  if (placement.kind === 'skip') return { sourcePath, action: 'skip', reason: placement.reason };
  const { source, looked = null, faults = [] } = probe;
  const known = faults.flatMap(({ output: at, failure: why }) =>
    placement.outputs[at] ? [{ at, output: recipe.outputs[at]?.name ?? '', failure: why }] : [],
  );
  const files = probe.outputs.map((output, index): PlacedFile | null => {
    const reserved = placement.outputs[index];
    if (!reserved || known.some(({ at }) => at === index)) return null;
    return { ...output, path: reserved.finalPath, action: reserved.action };
  });
  const [first] = known;
  if (first && !files.some(Boolean)) return { sourcePath, action: 'fail', failure: first.failure };
  const row = { sourcePath, action: 'write', source, looked, files } as const;
  return first ? { ...row, faults: known.map(({ at: _at, ...fault }) => fault) } : row;
}

type Listener = Parameters<FolderWalker['walk']>[1];

/** Reads the header of one source and chooses its names; null when the run was stopped. */
function createPlanning(
  tools: DryRunTools,
  { recipe, signal }: DryRunRequest,
  isSource: (path: string) => boolean,
) {
  const { pool, memory, manifests, mayReplaceSources } = tools;
  const wantsTaken = asksForTaken(recipe);
  const placer = createPlacer({ makesFolders: false, mayReplaceSources, isSource });
  return async (file: FoundFile, counter: number): Promise<PlacedRow | null> => {
    const { path: sourcePath, root } = file;
    const check = async () => {
      const place = manifestPlace({ sourcePath, root, recipe });
      const fingerprint = await sourceFingerprint(sourcePath);
      return checkUnchanged(
        { memory, manifests },
        { path: sourcePath, fingerprint, place },
        recipe,
      );
    };
    const unchanged = skipsUnchanged(recipe) ? await check() : null;
    if (unchanged?.isUnchanged) return { sourcePath, action: 'skip', reason: 'unchanged' };
    const own = unchanged ? { ownResults: unchanged.ownResults } : {};
    let row: PlacedRow | null = null;
    const id = `plan-${counter}`;
    const outcome = await pool.run(
      {
        attemptId: id,
        sourcePath,
        work: workOf(recipe),
        wantsHash: unchanged !== null,
        wantsTaken,
        triesLimits: recipe.outputs.some(({ maxBytes }) => maxBytes !== null),
        look: 'check',
        onProbed: async (probe) => {
          const { outputs: planned, contentHash } = probe;
          if (contentHash !== null && unchanged?.hasSameContent(contentHash)) {
            row = { sourcePath, action: 'skip', reason: 'unchanged' };
            return null;
          }
          const task = { taskId: id, batchId: 'plan', attempt: 1, queuedAt: Date.now() };
          const taken = wantsTaken
            ? takenAt(probe.source, await sourceFingerprint(sourcePath))
            : null;
          const source = { sourcePath, root, recipe, counter, planned, taken, ...own };
          const placement = await placer.reserve({ ...task, ...source });
          row = rowFor(sourcePath, { placement, probe }, recipe);
          return null;
        },
      },
      signal,
    );
    if (outcome.kind === 'aborted') return null;
    const why = failureOf(outcome) ?? failure('internal');
    return row ?? { sourcePath, action: 'fail', failure: asSeen(why, file) };
  };
}

/**
 * Says what a run would do with each source and writes nothing: it reads headers and chooses names. It makes pixels only
 * for outputs with a limit of bytes, to see whether it can be kept, and of files that look cut off; else damage behind
 * the header does not show. Resolves with what the folders hold besides pictures.
 */
export async function dryRun(tools: DryRunTools, request: DryRunRequest): Promise<LeftOut> {
  const { recipe, onPlan, signal } = request;
  const queue = new PQueue({ concurrency: tools.concurrency });
  const named = new Set<string>();
  let sourceCount = 0;
  const spellings = new Set<string>();
  const planning = createPlanning(tools, request, (path) => spellings.has(folded(path)));
  const withFiles = new Set<string | null>();
  const leftOut = { ...nothingLeftOut };

  const tell = async (file: FoundFile, counter: number) => {
    const plan = signal.aborted ? null : await planning(file, counter);
    if (plan) onPlan(plan);
  };
  const refuse = (sourcePath: string, why: Failure) =>
    onPlan({ sourcePath, action: 'fail', failure: why });
  const isNew = ({ path }: FoundFile) => {
    const isFirst = !named.has(path);
    named.add(path);
    return isFirst;
  };
  const add = (file: FoundFile) => {
    if (!isNew(file)) return;
    spellings.add(folded(file.path));
    sourceCount += 1;
    const counter = sourceCount;
    if (file.failure) {
      refuse(file.path, file.failure);
      return;
    }
    void queue.add(() => tell(file, counter));
  };
  const addDoubtful = async (sieve: ResultSieve, doubtful: readonly FoundFile[]) => {
    const { sources, results } = await sieve.look(doubtful);
    sources.forEach(add);
    for (const { path: sourcePath } of results.filter(isNew)) {
      onPlan({ sourcePath, action: 'skip', reason: 'own-result' });
    }
  };
  const addAll = (
    sieve: ResultSieve,
    found: readonly FoundFile[],
    reasons: readonly LeftOutReason[],
  ) => {
    for (const { root } of found) withFiles.add(root);
    const { sources, doubtful } = sieve.split(found);
    sources.forEach(add);
    if (doubtful.length > 0) void queue.add(() => addDoubtful(sieve, doubtful));
    for (const reason of reasons) leftOut[reason] += 1;
  };
  const { files, folders, refused } = await admit(request.paths);
  for (const refusal of refused) refuse(refusal.path, refusal.failure);
  const sieve = request.takesResults
    ? takesEverything
    : await createResultSieve(tools.memory, recipe, { files, folders });
  addAll(sieve, files, []);
  const onFound: Listener = (found, reasons) => addAll(sieve, found, reasons);
  await tools.walker.walk(walkRequest(folders, recipe), onFound, signal);
  for (const folder of folders) {
    const wasMeantAsPicture = hasImageExtension(folder) && !withFiles.has(folder);
    if (wasMeantAsPicture) refuse(folder, failure('not-a-file', 'a folder'));
  }
  await queue.onIdle();
  return leftOut;
}
