import { once } from '../../shared/once.ts';
import { Recipe, workOf } from '../../shared/task/recipe.ts';
import type { WrittenOutput } from '../../shared/worker/messages.ts';
import type { Probe, WorkerPool } from '../worker-pool/attempt.ts';
import type { Semaphore } from './semaphore.ts';

const anything = once(() => workOf(Recipe.parse({ outputs: [{ width: 1 }] })));

/** The workers of this computer, and whose turn it is to have one. */
export interface LocalWorkers {
  readonly local: WorkerPool;
  readonly semaphore: Semaphore;
}

/** A file that a server sent, and what the server says of it. */
export interface SentFile {
  readonly path: string;
  readonly written: WrittenOutput;
}

/** Lets a worker read the headers of files that a server sent: each must be the picture that was announced. */
export async function checkFiles(
  { local, semaphore }: LocalWorkers,
  files: readonly SentFile[],
  signal: AbortSignal,
): Promise<boolean> {
  for (const { path, written } of files) {
    let source: Probe['source'] | null = null;
    const onProbed = (probe: Probe) => {
      source = probe.source;
      return Promise.resolve(null);
    };
    const request = { attemptId: 'check', sourcePath: path, work: anything(), onProbed };
    const looked = await semaphore.run(() => local.run(request, signal), signal);
    if (looked.kind !== 'released' || source === null) return false;
    const { format, width, height }: Probe['source'] = source;
    const isAsSaid =
      format === written.format && width === written.width && height === written.height;
    if (!isAsSaid) return false;
  }
  return true;
}
