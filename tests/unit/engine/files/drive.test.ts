import { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { askDrive, createDrive, giveUpOn } from '../../../../src/engine/files/drive.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const diskProcess = new URL('../../../../src/engine/files/disk-process.ts', import.meta.url).href;
const withinMs = 2000;
const silent = { code: 'ETIMEDOUT' };

/** A drive that is asked by a process of this text, and a clock that stands still until it is told to go on. */
function askedBy(text: string) {
  const folder = tempFolder();
  const entry = join(folder, 'entry.mjs');
  writeFileSync(entry, text);
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const drive = createDrive();
  onTestFinished(() => {
    vi.useRealTimers();
    drive.asker?.child.kill('SIGKILL');
  });
  const tools = { program: { nodePath: process.execPath, entry }, withinMs };
  let id = 0;
  const ask = () => askDrive(drive, { id: (id += 1), call: 'realpath', given: [folder] }, tools);
  return { drive, folder, ask, letIn: (name: string) => writeFileSync(join(folder, name), '') };
}

it('does not count what a busy machine takes to start the process that asks', async () => {
  const { folder, ask, letIn } = askedBy(`
    import { existsSync } from 'node:fs';
    const cell = new Int32Array(new SharedArrayBuffer(4));
    while (!existsSync(new URL('go', import.meta.url))) Atomics.wait(cell, 0, 0, 5);
    await import(${JSON.stringify(diskProcess)});`);
  const answer = ask();
  await vi.advanceTimersByTimeAsync(withinMs);
  letIn('go');
  expect(await answer).toBe(folder);
});

it('is asked although another one was given up', async () => {
  const { folder, ask } = askedBy(`await import(${JSON.stringify(diskProcess)});`);
  giveUpOn([createDrive()]);
  expect(await ask()).toBe(folder);
});

it('holds up one process at most while the drive hangs, and asks again once that is gone', async () => {
  const { folder, ask, letIn } = askedBy(`
    import { existsSync } from 'node:fs';
    if (existsSync(new URL('answers', import.meta.url))) await import(${JSON.stringify(diskProcess)});
    else setInterval(() => undefined, 1000);`);
  // As in the kernel, where not even this ends it.
  const kill = vi.spyOn(ChildProcess.prototype, 'kill').mockReturnValue(true);
  for (let at = 0; at < 5; at += 1) {
    const answer = expect(ask()).rejects.toMatchObject(silent);
    await vi.advanceTimersByTimeAsync(60_000);
    await answer;
  }
  const held = new Set(kill.mock.contexts.filter((one) => one instanceof ChildProcess));
  kill.mockRestore();
  expect(held.size).toBe(1);
  letIn('answers');
  const answer = ask();
  for (const child of held) {
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }
  expect(await answer).toBe(folder);
});

it('is waited for no more once it is given up on, whatever it still holds up', async () => {
  const { drive, ask } = askedBy('setInterval(() => undefined, 1000);');
  const kill = vi.spyOn(ChildProcess.prototype, 'kill').mockReturnValue(true);
  const asked = expect(ask()).rejects.toMatchObject(silent);
  const child = drive.asker?.child;
  giveUpOn([drive]);
  kill.mockRestore();
  onTestFinished(() => void child?.kill('SIGKILL'));
  await asked;
  // The clock stands still.
  await expect(ask()).rejects.toMatchObject(silent);
});

it('holds up one process at most, however many engines were closed meanwhile', async () => {
  const { drive, ask } = askedBy('setInterval(() => undefined, 1000);');
  const kill = vi.spyOn(ChildProcess.prototype, 'kill').mockReturnValue(true);
  for (let at = 0; at < 3; at += 1) {
    const answer = expect(ask()).rejects.toMatchObject(silent);
    await vi.advanceTimersByTimeAsync(60_000);
    await answer;
    giveUpOn([drive]);
    // The next engine.
    drive.isGivenUp = false;
  }
  const held = new Set(kill.mock.contexts.filter((one) => one instanceof ChildProcess));
  kill.mockRestore();
  for (const child of held) child.kill('SIGKILL');
  expect(held.size).toBe(1);
});

it('lets go those who wait for the end of a process once it is given up on', async () => {
  const { drive, ask } = askedBy('setInterval(() => undefined, 1000);');
  const kill = vi.spyOn(ChildProcess.prototype, 'kill').mockReturnValue(true);
  const first = expect(ask()).rejects.toMatchObject(silent);
  await vi.advanceTimersByTimeAsync(60_000);
  await first;
  const second = expect(ask()).rejects.toMatchObject(silent);
  giveUpOn([drive]);
  // The clock stands still.
  await second;
  const held = new Set(kill.mock.contexts.filter((one) => one instanceof ChildProcess));
  kill.mockRestore();
  for (const child of held) child.kill('SIGKILL');
});
