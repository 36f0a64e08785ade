import { OutputRecipe } from '../../shared/task/recipe.ts';
import type { Probe, WorkerPool } from '../worker-pool/attempt.ts';
import type { WantedOutput } from './make-there.ts';
import type { Turns } from './turns.ts';

const anything = [OutputRecipe.parse({ width: 1 })];

/** The workers of this computer, and whose turn it is to have one. */
export interface LocalWorkers {
  readonly local: WorkerPool;
  readonly turns: Turns;
}

/** Lets a worker read the headers of files that a server sent: each must be the picture that was planned. */
export async function checkFiles(
  { local, turns }: LocalWorkers,
  wanted: readonly WantedOutput[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const { path, planned } of wanted) {
    let source: Probe['source'] | null = null;
    const onProbed = (probe: Probe) => {
      source = probe.source;
      return Promise.resolve(null);
    };
    const request = { attemptId: 'check', sourcePath: path, outputs: anything, onProbed };
    const looked = await turns.take(() => local.run(request, signal), signal);
    if (looked.kind !== 'released' || source === null) return false;
    const { format, width, height }: Probe['source'] = source;
    const isPlanned =
      format === planned.format && width === planned.width && height === planned.height;
    if (!isPlanned) return false;
  }
  return true;
}
