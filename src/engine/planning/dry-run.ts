import PQueue from 'p-queue';
import { type LeftOut, type LeftOutReason, nothingLeftOut } from '../../shared/task/batch.ts';
import { failure, type Failure, type SkipReason } from '../../shared/task/failure.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { type Admission, admit } from '../admission/admit.ts';
import type { FolderWalker, FoundFile } from '../ports.ts';
import { limitWords } from '../attempt-task.ts';
import type { AttemptOutcome, WorkerPool } from '../worker-pool/attempt.ts';
import type { Placement } from './placement.ts';
import { createPlacer } from './placer.ts';

/** A file that would be written. Sizes in pixels. */
export interface PlannedFile extends PlannedOutput {
  readonly path: string;
}

/** What would become of one source. */
export type Plan = { readonly sourcePath: string } & (
  | { readonly action: 'write'; readonly outputs: readonly PlannedFile[] }
  | { readonly action: 'skip'; readonly reason: SkipReason }
  | { readonly action: 'fail'; readonly failure: Failure }
);

export interface DryRunTools {
  readonly pool: WorkerPool;
  readonly walker: FolderWalker;
  readonly concurrency: number;
}

export interface DryRunRequest {
  readonly paths: readonly string[];
  readonly recipe: Recipe;
  readonly onPlan: (plan: Plan) => void;
  readonly signal: AbortSignal;
}

function failureOf(outcome: AttemptOutcome): Failure {
  if (outcome.kind === 'failed') return outcome.failure;
  if (outcome.kind === 'timed-out') return failure('timed-out', limitWords(outcome.limitMs));
  return failure('worker-crashed');
}

function planFor(
  sourcePath: string,
  placement: Placement,
  planned: readonly PlannedOutput[],
): Plan {
  if (placement.kind === 'fail') return { sourcePath, action: 'fail', failure: placement.failure };
  if (placement.kind === 'skip') return { sourcePath, action: 'skip', reason: placement.reason };
  const outputs = planned.flatMap((output, index) => {
    const path = placement.outputs[index]?.finalPath;
    return path === undefined ? [] : [{ ...output, path }];
  });
  return { sourcePath, action: 'write', outputs };
}

/**
 * Says what a run would do with each source, and writes nothing: headers are read, names are chosen, no pixels are made.
 * Resolves with what the folders hold besides pictures. What is not planned when `signal` is aborted stays unplanned.
 */
export async function dryRun(tools: DryRunTools, request: DryRunRequest): Promise<LeftOut> {
  const { recipe, onPlan, signal } = request;
  const placer = createPlacer({ makesFolders: false });
  const queue = new PQueue({ concurrency: tools.concurrency });
  const leftOut = { ...nothingLeftOut };
  let counter = 0;

  async function plan({ path, root }: FoundFile, place: number): Promise<void> {
    if (signal.aborted) return;
    let planned: Plan | null = null;
    const outcome = await tools.pool.run(
      {
        attemptId: `plan-${place}`,
        sourcePath: path,
        outputs: recipe.outputs,
        onProbed: async (probe) => {
          const facts = { taskId: `plan-${place}`, batchId: 'plan', attempt: 1 };
          const source = { sourcePath: path, root, recipe, counter: place, queuedAt: Date.now() };
          const placement = await placer.reserve({ ...facts, ...source, planned: probe.outputs });
          planned = planFor(path, placement, probe.outputs);
          return null;
        },
      },
      signal,
    );
    if (outcome.kind === 'aborted') return;
    onPlan(planned ?? { sourcePath: path, action: 'fail', failure: failureOf(outcome) });
  }

  const add = (files: readonly FoundFile[]) => {
    for (const file of files) {
      counter += 1;
      const place = counter;
      void queue.add(() => plan(file, place));
    }
  };
  const note = (reasons: readonly LeftOutReason[]) => {
    for (const reason of reasons) leftOut[reason] += 1;
  };

  const admission: Admission = await admit(request.paths);
  for (const { path, failure: refused } of admission.refused) {
    onPlan({ sourcePath: path, action: 'fail', failure: refused });
  }
  add(admission.files);
  await tools.walker.walk(
    { roots: admission.folders, ...leftOutFolders(recipe) },
    (found, reasons) => {
      add(found);
      note(reasons);
    },
    signal,
  );
  await queue.onIdle();
  return leftOut;
}

/** Folders with earlier results of this recipe are not sources. */
export function leftOutFolders({ destination }: Recipe): {
  readonly resultFolderName: string | null;
  readonly excludedFolder: string | null;
} {
  return destination.kind === 'beside'
    ? { resultFolderName: destination.folderName, excludedFolder: null }
    : { resultFolderName: null, excludedFolder: destination.path };
}
