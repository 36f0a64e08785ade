import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { text } from 'node:stream/consumers';
import { expect, onTestFinished, test } from 'vitest';
import { checkRedis, type RedisPlace } from '../../../src/service/farm/redis.ts';
import { freePort } from '../../support/free-port.ts';
import { startRedis } from '../../support/redis.ts';
import { startService } from '../../support/service.ts';
import { ordinary, startServiceProcess } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function runToItsEnd(...words: readonly string[]): Promise<{ code: unknown; said: string }> {
  return endOf(process.execPath, [ordinary.entry, ...words]);
}

async function endOf(program: string, words: readonly string[]) {
  const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  const said = text(child.stderr);
  const [code] = (await once(child, 'exit')) as unknown[];
  return { code, said: await said };
}

/** Refuses everybody as a Redis in protected mode refuses other machines. */
async function startProtectedRedis(): Promise<string> {
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.end('-DENIED Redis is running in protected mode because …\r\n');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const address = server.address();
  return `redis://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
}

test('a Redis that refuses ends the start with one line in its own words', async () => {
  const { url } = await startRedis({ requirepass: 'right', databases: '2' });
  const { code, said } = await runToItsEnd('serve', '--port', '0', '--redis', url);
  expect(said).toBe('thumbline: Redis wants a password: redis://:password@host.\n');
  expect(code).toBe(1);

  const at = (access: string) => ({ url: url.replace('redis://', `redis://${access}`) });
  const check = (place: RedisPlace) =>
    checkRedis(place).then(
      () => 'taken',
      (error: Error) => error.message,
    );
  expect(await check(at(':wrong@'))).toBe('Redis refuses the password of --redis.');
  expect(await check({ url: `${at(':right@').url}/7` })).toMatch(/^Redis has no database of that/);
  expect(await check({ url: await startProtectedRedis() })).toMatch(/^Redis is in protected mode/);
  expect(await check(at(':right@'))).toBe('taken');
  // One that is not there may come later.
  expect(await check({ url: `redis://127.0.0.1:${await freePort()}` })).toBe('taken');
});

test('a service whose disk is full is not ready, and lives', async () => {
  const folder = tempFolder();
  const { url } = await startServiceProcess(
    ['--port', '0', '--store', join(folder, 'small'), '--data', join(folder, 'data')],
    { ...ordinary, tinyDisk: join(folder, 'small') },
  );
  const ready = await fetch(`${url}/readyz`);
  expect([ready.status, await ready.json()]).toMatchObject([
    503,
    { error: { code: 'store-unavailable' } },
  ]);
  expect((await fetch(`${url}/healthz`)).status).toBe(200);
});

test('a service whose data finds no room ends its start with one line', async () => {
  const data = tempFolder();
  const full =
    'mount -t tmpfs -o size=64k tmpfs "$0" && head -c 45000 /dev/zero >"$0/full" && exec "$@"';
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const serve = [process.execPath, ordinary.entry, 'serve', '--port', '0'];
  const places = ['--data', data, '--store', tempFolder()];
  const words = [...asRoot, '--mount', 'sh', '-c', full, data, ...serve, ...places];
  const said =
    'thumbline: The disk on which Thumbline keeps its own files is full. Make room there, then try again.\n';
  expect(await endOf('unshare', words)).toEqual({ code: 1, said });
});

test('a task that was cancelled and then deleted leaves nothing in the store', async () => {
  const { client, serving, store } = await startService();
  serving.service.engine.pause();
  const id = await client.sendPicture();
  await client.json(`/convert/${id}`, { method: 'DELETE' });
  // As an attempt leaves it that was cancelled before its first byte.
  mkdirSync(join(store, 'outputs', id), { recursive: true });
  const { status } = await client.json(`/convert/${id}`, { method: 'DELETE' });
  expect(status).toBe(204);
  expect(readdirSync(join(store, 'outputs'))).toEqual([]);
});

test('a service whose history refuses to be written waits, says so, and goes on by itself', async () => {
  const data = tempFolder();
  const lines: string[] = [];
  const note = (line: string) => void lines.push(line);
  const { client } = await startService({ data }, { tell: note, complain: note });
  const intruder = new DatabaseSync(join(data, 'history.sqlite'));
  intruder.exec(
    "CREATE TRIGGER refusal BEFORE INSERT ON attempts BEGIN SELECT RAISE(ABORT, 'refused'); END",
  );
  const id = await client.sendPicture();
  const waiting =
    'Thumbline cannot store its history: allow writing there. It waits and goes on by itself.';
  await expect
    .poll(async () => (await client.json('/healthz')).body)
    .toEqual({ status: 'ok', waiting });
  const { status, body } = await client.json('/readyz');
  expect([status, body]).toMatchObject([503, { error: { message: waiting } }]);
  intruder.exec('DROP TRIGGER refusal');
  intruder.close();
  expect(await client.settled(id)).toMatchObject({ submission_status: 'SUCCESS' });
  expect((await client.json('/healthz')).body).toEqual({ status: 'ok' });
  expect(lines.slice(1)).toEqual([waiting, 'The queue goes on.']);
});
