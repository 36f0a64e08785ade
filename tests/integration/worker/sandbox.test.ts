import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createWorkerPool } from '../../../src/engine/worker-pool/create-worker-pool.ts';
import { createNodeLauncher } from '../../../src/engine/worker-pool/node-launcher.ts';
import { workingWrapper } from '../../../src/engine/worker-pool/sandbox/linux-wrappers.ts';
import { createWorkerSandbox } from '../../../src/engine/worker-pool/sandbox/worker-sandbox.ts';
import { scene } from '../../fixtures/scene.ts';
import { engineOf, isAlive } from '../../support/worker-engine.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { attempt, bench, makeOne, nodePath, workerEntry } from '../../support/worker-attempt.ts';

/** What a program says that is started as a worker is; it stands for a decoder that was taken over. */
async function saidBy(program: string): Promise<unknown> {
  const entry = join(tempFolder(), 'taken-over.mjs');
  writeFileSync(entry, program);
  const worker = createNodeLauncher({ nodePath: nodePath(), workerEntry: entry }).launch();
  const exited = new Promise<string>((resolve) => worker.onExit(resolve));
  const heard = await Promise.race([
    new Promise<unknown>((resolve) => worker.onMessage(resolve)),
    exited,
  ]);
  worker.kill();
  await exited;
  return heard;
}

/** Whether this computer's kernel lets an ordinary program have a network of its own; containers often forbid it. */
const hasOwnNetwork = workingWrapper().includes('--net');

describe('a worker that was taken over', () => {
  it.each([
    ['start a program', `import('node:child_process').then((m) => m.spawnSync('true'))`],
    ['start a thread', `import('node:worker_threads').then((m) => new m.Worker('', {eval: true}))`],
    ['open an inspector', `import('node:inspector').then((m) => m.open(0))`],
  ])('cannot %s', async (_, deed) => {
    const said = await saidBy(
      `${deed}.then(() => process.send('done'), (error) => process.send(error.code));`,
    );
    expect(said).toBe('ERR_ACCESS_DENIED');
  });

  it.runIf(hasOwnNetwork)('reaches no network, not even this computer', async () => {
    const server = createServer((socket) => socket.end());
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    onTestFinished(() => void server.close());
    const address = server.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const said = await saidBy(`
      import { connect } from 'node:net';
      const socket = connect(${port}, '127.0.0.1');
      socket.on('connect', () => process.send('connected'));
      socket.on('error', (error) => process.send(error.code));`);
    expect(said).toBe('ENETUNREACH');
  });

  it.runIf(process.platform === 'linux')('gains no rights by any program', async () => {
    const said = String(
      await saidBy(`
      import { readFileSync } from 'node:fs';
      process.send(readFileSync('/proc/self/status', 'utf8'));`),
    );
    expect(said).toMatch(/^NoNewPrivs:\t1$/m);
    // Of root's powers only those remain with which it reads and writes other people's files.
    expect(Number.parseInt(/^CapEff:\t(\w+)$/m.exec(said)?.[1] ?? '', 16) & ~0b110).toBe(0);
  });
});

describe.runIf(process.platform === 'linux')('a worker that loops', () => {
  it('does not outlive an engine that is killed', async () => {
    const entry = join(tempFolder(), 'looping.mjs');
    writeFileSync(entry, `process.send('loops', () => { for (;;); });`);
    const engine = spawn(nodePath(), [engineOf({ workerEntry: entry })], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    onTestFinished(() => void engine.kill('SIGKILL'));
    const [said] = (await once(engine.stdout, 'data')) as [Buffer];
    const worker = Number(said.toString());
    onTestFinished(() => {
      if (isAlive(worker)) process.kill(worker, 'SIGKILL');
    });
    expect(isAlive(worker)).toBe(true);
    engine.kill('SIGKILL');
    await expect.poll(() => isAlive(worker)).toBe(false);
  });
});

describe('a system that does not let workers be bound', () => {
  const picture = async () => bench('a.jpg', await scene(300, 200).jpeg().toBuffer());

  const nowhere = () => ['/nowhere/wrapper'];

  it('costs no attempt where it lets them be bound less strictly', async () => {
    const less = vi.fn<() => string[]>(() => []);
    const sandbox = createWorkerSandbox({ first: nowhere, working: less });
    const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry, sandbox });
    const pool = createWorkerPool({ launcher, limitMs: 30_000 });
    onTestFinished(() => pool.close());
    await makeOne(pool, await picture(), { width: 50 });
    expect(less).toHaveBeenCalledTimes(1);
    // Node's own permissions still bind them.
    expect(sandbox.start(nodePath())).toMatchObject({
      program: nodePath(),
      words: expect.arrayContaining(['--permission']) as string[],
    });
  });

  it('costs one attempt where it does not, tells so, and makes pictures', async () => {
    const sandbox = createWorkerSandbox({ first: nowhere, working: nowhere });
    const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry, sandbox });
    const pool = createWorkerPool({ launcher, limitMs: 30_000 });
    onTestFinished(() => pool.close());
    const { outcome } = await attempt(pool, await picture(), [{ width: 50 }]);
    expect(outcome).toMatchObject({
      kind: 'not-started',
      log: expect.stringContaining('From now on workers start with all rights') as string,
    });
    await makeOne(pool, await picture(), { width: 50 });
  });
});

describe.runIf(process.platform === 'linux')('a worker that holds too much memory', () => {
  it('is killed, the picture is called too large, and the next one is made', async () => {
    const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry });
    const pool = createWorkerPool({ launcher, limitMs: 30_000, maxMemoryBytes: 150 * 1024 ** 2 });
    onTestFinished(() => pool.close());
    const bytes = await scene(6000, 6000)
      .png({ progressive: true, compressionLevel: 1 })
      .toBuffer();
    const place = bench('a.png', bytes);
    const { outcome } = await attempt(pool, place, [{ width: 100 }]);
    expect(outcome).toEqual({
      kind: 'failed',
      failure: { code: 'image-too-large', subject: 'it needs more than 0.1 GB of memory' },
      log: null,
    });
    expect(place.left()).toEqual([]);
    await makeOne(pool, bench('a.jpg', await scene(300, 200).jpeg().toBuffer()), { width: 50 });
  });
});

it('a worker says itself how much memory it holds where the system does not', async () => {
  const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry, tellsMemory: true });
  const worker = launcher.launch();
  const ended = new Promise((resolve) => worker.onExit(resolve));
  const heard: unknown[] = [];
  worker.onMessage((raw) => heard.push(raw));
  await expect.poll(() => worker.heldBytes?.(), { timeout: 30_000 }).toBeGreaterThan(20_000_000);
  await expect.poll(() => heard, { timeout: 30_000 }).toEqual([{ kind: 'ready' }]);
  worker.kill();
  await ended;
});
