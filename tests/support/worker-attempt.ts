import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll } from 'vitest';
import type { z } from 'zod';
import type { AttemptRequest, WorkerPool } from '../../src/engine/worker-pool/attempt.ts';
import type { PoolOutcome } from '../../src/engine/worker-pool/outcome.ts';
import { createWorkerPool } from '../../src/engine/worker-pool/create-worker-pool.ts';
import { findNode } from '../../src/engine/worker-pool/find-node.ts';
import { createNodeLauncher } from '../../src/engine/worker-pool/node-launcher.ts';
import { type MetadataOptions, noMetadata } from '../../src/shared/task/metadata-policy.ts';
import { defaultReadLimits } from '../../src/shared/worker/messages.ts';
import type { OutputRecipe, Work } from '../../src/shared/task/recipe.ts';
import { built } from './built.ts';
import { tempFolder } from './temp-folder.ts';
import { workFor } from './work.ts';

export const workerEntry = built('main/worker.js');

export function nodePath(): string {
  const node = findNode();
  if (node === null) throw new Error('These tests need Node 22 or newer.');
  return node;
}

/** Real workers for all tests of a file; they end with it. */
export function realWorkerPool(limitMs = 30_000, limits = defaultReadLimits): WorkerPool {
  const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry });
  const pool = createWorkerPool({ launcher, limitMs, limits });
  afterAll(() => pool.close());
  return pool;
}

/** A source in a folder of its own, so that what an attempt leaves behind can be seen. */
export interface Bench {
  readonly source: string;
  readonly results: string;
  /** Names of the files in the results' folder. */
  left(): readonly string[];
}

/** `bytes` null: the test puts something else in the source's place. */
export function bench(name: string, bytes: Buffer | string | null): Bench {
  const folder = tempFolder();
  const source = join(folder, 'from', name);
  const results = join(folder, 'to');
  mkdirSync(dirname(source));
  mkdirSync(results);
  if (bytes !== null) writeFileSync(source, bytes);
  return { source, results, left: () => readdirSync(results).toSorted() };
}

export interface Made {
  readonly outcome: PoolOutcome;
  /** Where each output was to be written. */
  readonly paths: readonly string[];
}

/** Where an attempt reads and writes, and what it is asked for besides its outputs. */
export interface Place extends Pick<Bench, 'source' | 'results'> {
  readonly pathsFor?: (usual: readonly string[]) => readonly string[];
  readonly metadata?: MetadataOptions;
  readonly keepsOriginal?: boolean;
  /** Whatever else is asked for. */
  readonly more?: Partial<Work>;
}

/** What asks for the small picture that a camera put at the beginning of a file. */
export const peekOf = (sourcePath: string): AttemptRequest => ({
  attemptId: `peek-${sourcePath}`,
  sourcePath,
  work: workFor([{ longEdge: 1 }]),
  look: 'peek',
  onProbed: () => Promise.resolve(null),
});

let attempts = 0;

/** One attempt with a file for every output. */
export async function attempt(
  pool: WorkerPool,
  place: Place,
  outputs: readonly z.input<typeof OutputRecipe>[],
): Promise<Made> {
  attempts += 1;
  const { source, results } = place;
  const { pathsFor = (usual) => usual, metadata = noMetadata, keepsOriginal = false } = place;
  const work = workFor(outputs, { ...metadata, keepsOriginal, ...place.more });
  const paths = pathsFor(outputs.map((_, at) => join(results, `.aside-${at}`)));
  const outcome = await pool.run(
    {
      attemptId: `attempt-${attempts}`,
      sourcePath: source,
      work,
      onProbed: () => Promise.resolve({ paths }),
    },
    new AbortController().signal,
  );
  return { outcome, paths };
}

/** One output that must succeed; answers with the path of the file. */
export async function makeOne(
  pool: WorkerPool,
  place: Place,
  output: z.input<typeof OutputRecipe>,
): Promise<string> {
  const { outcome, paths } = await attempt(pool, place, [output]);
  if (outcome.kind !== 'succeeded') throw new Error(`It ended as ${JSON.stringify(outcome)}.`);
  return paths[0] ?? '';
}
