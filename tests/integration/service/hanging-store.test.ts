import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Client, pictureBytes } from '../../support/service.ts';
import { askAnew, ordinary, startServiceProcess } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const hook = fileURLToPath(new URL('../../support/hanging-drive.ts', import.meta.url));

/** A service whose store, or history, is on a drive that answers until `hang` is called; of `calls` only, if they are named. */
async function startOnDrive(calls?: string, what: 'store' | 'data' = 'store') {
  const [drive, other, elsewhere] = [tempFolder(), tempFolder(), tempFolder()];
  const temporary = tempFolder();
  const [once, says] = [join(elsewhere, 'hangs'), join(elsewhere, 'says')];
  const env = {
    TMPDIR: temporary,
    NODE_OPTIONS: `--import=${hook}`,
    THUMBLINE_TEST_DRIVE: drive,
    THUMBLINE_TEST_DRIVE_HANGS_ONCE: once,
    THUMBLINE_TEST_DRIVE_SAYS: says,
    ...(calls !== undefined && { THUMBLINE_TEST_DRIVE_CALLS: calls }),
  };
  const [store, data] = what === 'store' ? [drive, other] : [other, drive];
  const words = ['--port', '0', '--store', store, '--data', data];
  const running = await startServiceProcess(words, { ...ordinary, env });
  const client = new Client(running.url);
  return {
    running,
    client,
    hang: () => writeFileSync(once, ''),
    hasHung: () => existsSync(says),
    temporary,
  };
}

test('a store whose drive does not answer is told, refuses uploads, and keeps nobody from ending the service', async () => {
  const { running, client, hang } = await startOnDrive();
  const id = await client.sendPicture();
  expect(await client.settled(id)).toMatchObject({ submission_status: 'SUCCESS' });
  expect((await client.json('/readyz')).status).toBe(200);
  hang();
  const away = { status: 503, body: { error: { code: 'store-unavailable' } } };
  await expect.poll(() => client.json('/readyz')).toMatchObject(away);
  expect((await client.json('/healthz')).status).toBe(200);
  expect(await client.send(await pictureBytes())).toMatchObject(away);
  running.signal('SIGTERM');
  expect(await running.ended).toBe(0);
});

test('a store on a drive that answers everything but the opening of files is not ready', async () => {
  const { client, hang } = await startOnDrive('open');
  hang();
  await expect.poll(() => client.json('/readyz')).toMatchObject({ status: 503 });
  expect((await client.json('/healthz')).status).toBe(200);
});

test('a service that itself hangs in a call to its store is left behind when it is asked to end', async () => {
  const { running, client, hang, hasHung } = await startOnDrive('rename');
  hang();
  void client.send(await pictureBytes()).catch(() => undefined);
  await expect.poll(hasHung).toBe(true);
  running.signal('SIGTERM');
  expect(await running.ended).toBe(143);
});

test('a service that is held up by the drive of its history is spoken for by its guard, and ends', async () => {
  const { running, client, hang, temporary } = await startOnDrive(undefined, 'data');
  const id = await client.sendPicture();
  expect(await client.settled(id)).toMatchObject({ submission_status: 'SUCCESS' });
  expect((await client.json('/readyz')).status).toBe(200);
  const [guarded = ''] = readFileSync(
    `/proc/${running.pid}/task/${running.pid}/children`,
    'utf8',
  ).split(' ');
  const known = connect(Number(new URL(running.url).port), '127.0.0.1');
  onTestFinished(() => void known.destroy());
  known.write('GET /healthz HTTP/1.1\r\nhost: here\r\n\r\n');
  await once(known, 'data');
  hang();
  // SQLite's calls go past the stand-in for such a drive.
  process.kill(Number(guarded), 'SIGSTOP');
  onTestFinished(() => void spawnSync('kill', ['-KILL', guarded]));
  // One that was answered before, the first that comes now, and one that waits for that to be taken.
  const knock = async () => {
    const socket = connect(Number(new URL(running.url).port), '127.0.0.1');
    onTestFinished(() => void socket.destroy());
    await once(socket, 'connect');
    return socket;
  };
  const first = await knock();
  const asked = [known, first, await knock()];
  known.write('GET /readyz HTTP/1.1\r\nhost: here\r\n\r\n');
  const turnedAway = Promise.all(asked.map((socket) => once(socket.resume(), 'close')));
  const away = { status: 503, body: { error: { code: 'store-unavailable' } } };
  await expect.poll(() => askAnew(running.url, '/readyz')).toMatchObject(away);
  const waiting = 'The drive of the history does not answer.';
  expect(await askAnew(running.url, '/healthz')).toEqual({
    status: 200,
    body: { status: 'ok', waiting },
  });
  await turnedAway;
  running.signal('SIGTERM');
  expect(await running.ended).toBe(143);
  expect(readdirSync(temporary).filter((name) => name.startsWith('thumbline-door'))).toEqual([]);
});
