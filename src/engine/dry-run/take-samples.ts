import PQueue from 'p-queue';
import type { Failure } from '../../shared/task/failure.ts';
import { type Recipe, workOf } from '../../shared/task/recipe.ts';
import type { WorkerPool } from '../worker-pool/attempt.ts';
import { failureOf } from '../worker-pool/outcome.ts';
import { chooseSamples } from './choose-samples.ts';
import type { Sample } from './size-lessons.ts';
import type { PlacedSource } from './placed.ts';

interface SamplingTools {
  readonly pool: WorkerPool;
  readonly concurrency: number;
}

export interface Sampled {
  readonly samples: readonly Sample[];
  /** Those that turned out not to work. */
  readonly failures: ReadonlyMap<PlacedSource, Failure>;
}

/** Encodes the outputs of a few sources in memory. A source that fails here fails in the run, too. */
export async function takeSamples(
  { pool, concurrency }: SamplingTools,
  sources: readonly PlacedSource[],
  { recipe, signal }: { readonly recipe: Recipe; readonly signal: AbortSignal },
): Promise<Sampled> {
  const work = workOf(recipe);
  const samples: Sample[] = [];
  const failures = new Map<PlacedSource, Failure>();
  const queue = new PQueue({ concurrency });
  const take = async (source: PlacedSource, at: number) => {
    const known = source.looked?.sampledBytes;
    if (known) {
      samples.push({ source, bytes: known });
      return;
    }
    const { sourcePath } = source;
    const request = { attemptId: `sample-${at}`, sourcePath, work };
    const outcome = await pool.run(
      {
        ...request,
        look: 'sample',
        onProbed: ({ looked }) => {
          if (looked?.sampledBytes) samples.push({ source, bytes: looked.sampledBytes });
          return Promise.resolve(null);
        },
      },
      signal,
    );
    const why = failureOf(outcome);
    if (why) failures.set(source, why);
  };
  for (const [at, source] of chooseSamples(sources, recipe).entries()) {
    void queue.add(() => take(source, at));
  }
  await queue.onIdle();
  return { samples, failures };
}
