import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import type { WorkerPool } from '../../../src/engine/worker-pool/attempt.ts';
import {
  crashed,
  notStarted,
  type PoolOutcome,
  timedOut,
} from '../../../src/engine/worker-pool/outcome.ts';
import { createWorkerPool } from '../../../src/engine/worker-pool/create-worker-pool.ts';
import { createNodeLauncher } from '../../../src/engine/worker-pool/node-launcher.ts';
import { workFor } from '../../support/work.ts';
import { scene } from '../../fixtures/scene.ts';
import { signalLiving } from '../../support/signal-living.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { bench, makeOne, nodePath, workerEntry } from '../../support/worker-attempt.ts';

function startPool(
  options: Partial<Parameters<typeof createNodeLauncher>[0]> = {},
  limitMs = 30_000,
): WorkerPool {
  const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry, ...options });
  const pool = createWorkerPool({ launcher, limitMs });
  onTestFinished(() => pool.close());
  return pool;
}

const picture = async () => bench('a.jpg', await scene(300, 200).jpeg().toBuffer());
const thumbnail = { width: 100 };

/** An attempt whose worker gets a signal from outside after it has looked at the source. */
async function strike(pool: WorkerPool, signal: NodeJS.Signals): Promise<PoolOutcome> {
  const { source, results } = await picture();
  return pool.run(
    {
      attemptId: 'struck',
      sourcePath: source,
      work: workFor([thumbnail]),
      onProbed: () => {
        const processIds = pool.report().map(({ processId }) => processId);
        signalLiving(processIds, signal);
        return Promise.resolve({ paths: [join(results, '.aside')] });
      },
    },
    new AbortController().signal,
  );
}

describe('a worker process', () => {
  it('that is killed from outside costs one attempt', async () => {
    const pool = startPool();
    const outcome = await strike(pool, 'SIGKILL');
    expect(outcome).toEqual(crashed('it ended with SIGKILL'));
    await makeOne(pool, await picture(), thumbnail);
  });

  it.skipIf(process.platform === 'win32')('that hangs is ended by the clock', async () => {
    const pool = startPool();
    await makeOne(pool, await picture(), thumbnail);
    pool.setLimit(300);
    expect(await strike(pool, 'SIGSTOP')).toEqual(timedOut(300));
    pool.setLimit(30_000);
    await makeOne(pool, await picture(), thumbnail);
  });

  it('that cannot be started says why', async () => {
    const pool = startPool({ nodePath: join(tempFolder(), 'no-node') });
    const { source } = await picture();
    const work = workFor([thumbnail]);
    const request = { attemptId: 'a', sourcePath: source, work, onProbed: vi.fn() };
    expect(await pool.run(request, new AbortController().signal)).toEqual(
      notStarted(expect.stringMatching(/it could not be started|no-node/) as string),
    );
  });

  it('that dies at its start leaves its last words', async () => {
    const entry = join(tempFolder(), 'broken.mjs');
    writeFileSync(entry, 'throw new Error("no codec in this build")');
    const pool = startPool({ workerEntry: entry });
    const outcome = await strike(pool, 'SIGKILL');
    expect(outcome).toEqual(
      notStarted(expect.stringContaining('no codec in this build') as string),
    );
  });

  it('does not take over how its parent was started', async () => {
    vi.stubEnv('NODE_OPTIONS', '--require=/nowhere/preload.js');
    onTestFinished(() => void vi.unstubAllEnvs());
    const made = await makeOne(startPool(), await picture(), thumbnail);
    expect(existsSync(made)).toBe(true);
  });
});

async function readyWorker(): Promise<ChildProcess> {
  const child = fork(workerEntry, [], {
    execPath: nodePath(),
    execArgv: [],
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const [first] = await once(child, 'message');
  expect(first).toEqual({ kind: 'ready' });
  return child;
}

describe('a worker whose engine is gone', () => {
  it('ends by itself', async () => {
    const child = await readyWorker();
    child.disconnect();
    expect(await once(child, 'exit')).toHaveLength(2);
  });

  it('does so in the middle of its work', async () => {
    const child = await readyWorker();
    const { source, results } = bench('a.png', await scene(3000, 3000).png().toBuffer());
    const work = workFor([{ width: 3000, format: 'avif' }]);
    const limits = { maxPixels: 1e8, maxFileBytes: 1e8 };
    const start = { kind: 'start', attemptId: 'a', sourcePath: source, temporaryPaths: null };
    child.send([{ ...start, work, limits }]);
    const [answer] = await once(child, 'message');
    expect(answer).toMatchObject({ kind: 'probed' });
    child.send([{ kind: 'proceed', attemptId: 'a', temporaryPaths: [join(results, '.aside')] }]);
    child.disconnect();
    expect(await once(child, 'exit')).toHaveLength(2);
  });
});
