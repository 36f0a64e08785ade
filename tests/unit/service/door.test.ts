import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, onTestFinished, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const at = (path: string) =>
  JSON.stringify(new URL(`../../../src/service/guard/${path}`, import.meta.url).href);

const guard = (entry: string) => `
  import { openDoor } from ${at('door.ts')};
  import { runGuarded } from ${at('guard.ts')};
  const door = await openDoor({ host: '127.0.0.1', port: 0 }, console.error);
  console.log(door.address);
  const entry = ${JSON.stringify(entry)};
  process.exit(await runGuarded({ entry, words: [], patientSignals: 1, door, folder: '/' }));`;

/** A guard with a process that does what `program` says; its temporary files go to a folder of their own. */
function startGuard(program: string) {
  const [folder, temporary] = [tempFolder(), tempFolder()];
  const [entry, own] = [join(folder, 'guarded.mjs'), join(folder, 'guard.mjs')];
  writeFileSync(entry, program);
  writeFileSync(own, guard(entry));
  const child = spawn(process.execPath, [own], {
    env: { ...process.env, TMPDIR: temporary },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const line = async () => String((await lines.next()).value);
  return { child, line, temporary, ended: once(child, 'exit') };
}

/** Resolves when the other side has closed it. */
async function closed(port: number): Promise<void> {
  const socket = connect(port, '127.0.0.1').on('error', () => undefined);
  socket.resume();
  await once(socket, 'close');
}

const dies = `
  process.disconnect();
  console.log('on its way out');
  process.stdin.resume().on('end', () => process.exit(7));`;

test('who connects to a service on its way out is turned away, and its exit code stays', async () => {
  const { child, line, temporary, ended } = startGuard(dies);
  const { port } = new URL(await line());
  await line();
  await Promise.all([closed(Number(port)), closed(Number(port))]);
  child.stdin.end();
  expect(await ended).toEqual([7, null]);
  expect(readdirSync(temporary)).toEqual([]);
});

const startsLate = `
  import { Socket } from 'node:net';
  process.on('message', () => undefined);
  console.log('not yet');
  process.stdin.once('data', () => {
    process.on('message', (said, socket) => {
      if (socket instanceof Socket) socket.resume().end('taken', () => process.exit(0));
    });
    process.send('here');
  });`;

test('who connects before the service is ready is answered when it is', async () => {
  const { child, line, ended } = startGuard(startsLate);
  const { port } = new URL(await line());
  await line();
  const socket = connect(Number(port), '127.0.0.1');
  await once(socket, 'connect');
  child.stdin.write('now');
  const [said] = await once(socket, 'data');
  expect(String(said)).toBe('taken');
  expect(await ended).toEqual([0, null]);
});

const hangsUp = `
  import { Socket } from 'node:net';
  process.on('message', (said, socket) => {
    if (!(socket instanceof Socket)) return;
    socket.once('close', () => process.send({ over: said.connection }));
    socket.destroy();
  });
  process.send('here');
  console.log('here');
  process.stdin.resume().on('end', () => process.exit(0));`;

test('a connection that the service breaks off is over, though its guard holds it, too', async () => {
  const { child, line, ended } = startGuard(hangsUp);
  const { port } = new URL(await line());
  await line();
  await Promise.all([closed(Number(port)), closed(Number(port))]);
  child.stdin.end();
  expect(await ended).toEqual([0, null]);
});

/** As long as several questions would take. */
const hangs = `
  let asked = 0;
  process.on('message', () => {
    asked += 1;
    if (asked > 1) return;
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 1700);
    setTimeout(() => process.exit(10 + asked), 50);
  });`;

test('a service that hangs is asked once, however long', async () => {
  const { ended } = startGuard(hangs);
  expect(await ended).toEqual([11, null]);
});
