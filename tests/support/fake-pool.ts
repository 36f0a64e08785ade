import { hash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import type { AttemptRequest, WorkerPool } from '../../src/engine/worker-pool/attempt.ts';
import { failedByBug, type PoolOutcome } from '../../src/engine/worker-pool/outcome.ts';
import { type Failure, failure } from '../../src/shared/task/failure.ts';

const source = { format: 'jpeg', width: 400, height: 300 };
const planned = { width: 100, height: 75, format: 'jpeg' } as const;

const contentHashOf = (path: string) => hash('sha256', readFileSync(path));

/** One attempt that a pool was asked for; it ends when the test says so. */
export interface FakeAttempt {
  readonly sourcePath: string;
  readonly attemptId: string;
  /** Asks where to write, writes there, and says so; the outputs at these places do not work. */
  finish(failing?: readonly number[]): Promise<void>;
  /** What it was given to write, by place in the recipe, once it has asked. */
  readonly wanted: readonly boolean[];
  /** Asks where to write and writes half of it. */
  beginToWrite(): Promise<void>;
  fail(failure?: Failure, log?: string): void;
  end(outcome: PoolOutcome): void;
}

export interface FakePool extends WorkerPool {
  readonly attempts: readonly FakeAttempt[];
  readonly limitMs: number | null;
  /** The attempt with this number, from 0, once it was asked for. */
  attempt(index: number): Promise<FakeAttempt>;
  /** From now on every attempt finishes by itself. */
  finishEverything(): void;
}

function fakeAttempt(request: AttemptRequest, end: (outcome: PoolOutcome) => void): FakeAttempt {
  const known = request.temporaryPaths ?? null;
  const ask = async () =>
    known
      ? { paths: known }
      : request.onProbed({
          source,
          outputs: request.work.outputs.map(() => planned),
          contentHash: request.wantsHash ? contentHashOf(request.sourcePath) : null,
        });
  const write = (paths: readonly (string | null)[], text: string) => {
    for (const path of paths) if (path !== null) writeFileSync(path, text);
  };
  const wanted: boolean[] = [];
  return {
    sourcePath: request.sourcePath,
    attemptId: request.attemptId,
    wanted,
    async finish(failing = []) {
      const go = await ask().catch((bug: unknown) => end(failedByBug(bug)));
      if (go === undefined) return;
      if (!go) return end({ kind: 'released', source });
      wanted.push(...go.paths.map((path) => path !== null));
      const paths = go.paths.map((path, at) => (failing.includes(at) ? null : path));
      write(paths, 'a picture');
      const outputs = paths.map((path) => path && { ...planned, sizeBytes: 9 });
      return end({
        kind: 'succeeded',
        source,
        outputs: outputs.map((o) => o || null),
        notes: [],
        faults: failing
          .filter((at) => wanted[at])
          .map((output) => ({ output, failure: failure('disk-full'), log: null })),
      });
    },
    async beginToWrite() {
      write((await ask())?.paths ?? [], 'a pic');
    },
    fail: (why = failure('image-corrupt'), log) =>
      end({ kind: 'failed', failure: why, log: log ?? null }),
    end,
  };
}

/** A worker pool whose attempts end on command. Aborting ends them as a killed worker would. */
export function createFakePool(): FakePool {
  const attempts: FakeAttempt[] = [];
  const waiters = new Map<number, (attempt: FakeAttempt) => void>();
  let isAutomatic = false;
  let limitMs: number | null = null;
  const run: WorkerPool['run'] = (request, signal) => {
    const ending = Promise.withResolvers<PoolOutcome>();
    if (signal.aborted) return Promise.resolve({ kind: 'aborted' });
    signal.addEventListener('abort', () => ending.resolve({ kind: 'aborted' }));
    const attempt = fakeAttempt(request, ending.resolve);
    attempts.push(attempt);
    waiters.get(attempts.length - 1)?.(attempt);
    if (isAutomatic) void attempt.finish();
    return ending.promise;
  };
  return {
    attempts,
    get limitMs() {
      return limitMs;
    },
    attempt(index) {
      const there = attempts[index];
      return there ? Promise.resolve(there) : new Promise((resolve) => waiters.set(index, resolve));
    },
    finishEverything() {
      isAutomatic = true;
      for (const attempt of attempts) void attempt.finish();
    },
    run,
    lease: () => ({ run, end: () => undefined }),
    isWorthLeasing: false,
    setLimit(changed) {
      limitMs = changed;
    },
    setReadLimits: () => undefined,
    report: () => [],
    close: () => Promise.resolve(),
  };
}
