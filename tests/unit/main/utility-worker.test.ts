import { spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { PassThrough } from 'node:stream';
import { expect, test } from 'vitest';
import {
  createUtilityLauncher,
  type ProcessFigures,
} from '../../../src/main/lifecycle/utility-worker.ts';

/** A process of Electron's as far as the launcher sees it. */
class FakeChild extends EventEmitter {
  pid: number | undefined;
  readonly stderr = new PassThrough();
  postMessage(): void {}
}

function launch(figures: () => readonly ProcessFigures[] = () => []) {
  const child = new FakeChild();
  const worker = createUtilityLauncher({ fork: () => child, figures }).launch();
  const reason = new Promise<string>((resolve) => worker.onExit(resolve));
  return { child, worker, reason };
}

/** A real process that runs until it is killed. */
async function startReal() {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return { id: child.pid ?? 0, ended: once(child, 'exit') };
}

test('a worker that ends in the moment it is killed does no harm', async () => {
  const { child, worker, reason } = launch();
  const real = await startReal();
  child.pid = real.id;
  worker.kill();
  await real.ended;
  // Electron has not told of it yet: the number still stands.
  worker.kill();
  child.emit('exit', 9);
  expect(await reason).toBe('it ended with code 9');
});

test('a worker that is killed before it has a number is killed once it has one', async () => {
  const { child, worker } = launch();
  worker.kill();
  const real = await startReal();
  child.pid = real.id;
  child.emit('spawn');
  expect(await real.ended).toEqual([null, 'SIGKILL']);
});

test('what a worker said last goes into the log of its crash, though it comes after its end', async () => {
  const { child, reason } = launch();
  child.emit('exit', 5);
  child.emit('error', 'FatalError', 'v8::ToLocalChecked');
  child.stderr.end(`${'x'.repeat(5000)}FATAL ERROR: out of memory\n`);
  const [how, ...words] = (await reason).split('\n');
  expect(how).toBe('it ended with code 5');
  expect(words.join('\n')).toMatch(/x+FATAL ERROR: out of memory$/);
  expect(words.join('\n').length).toBeLessThanOrEqual(2000);
});

test('a line of last words that is never closed holds nothing up', async () => {
  const { child, reason } = launch();
  child.stderr.write('Aborted');
  child.emit('exit', 6);
  expect(await reason).toBe('it ended with code 6\nAborted');
});

test('how much memory workers hold is asked of Electron, and not at every look', () => {
  let asked = 0;
  const { child, worker } = launch(() => {
    asked += 1;
    return [
      { pid: 3, memory: { workingSetSize: 1 } },
      { pid: 4, memory: { workingSetSize: 2048 } },
    ];
  });
  expect(worker.heldBytes?.()).toBe(0);
  child.pid = 4;
  for (let look = 0; look < 50; look += 1) expect(worker.heldBytes?.()).toBe(2048 * 1024);
  expect(asked).toBeLessThan(25);
});
