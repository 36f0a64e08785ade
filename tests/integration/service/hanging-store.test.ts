import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { Client, pictureBytes } from '../../support/service.ts';
import { ordinary, startServiceProcess } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const hook = fileURLToPath(new URL('../../support/hanging-drive.ts', import.meta.url));

/** A service whose store is on a drive that answers until `hang` is called; of `calls` only, if they are named. */
async function startOnDrive(calls?: string) {
  const [store, elsewhere] = [tempFolder(), tempFolder()];
  const [once, says] = [join(elsewhere, 'hangs'), join(elsewhere, 'says')];
  const env = {
    NODE_OPTIONS: `--import=${hook}`,
    THUMBLINE_TEST_DRIVE: store,
    THUMBLINE_TEST_DRIVE_HANGS_ONCE: once,
    THUMBLINE_TEST_DRIVE_SAYS: says,
    ...(calls !== undefined && { THUMBLINE_TEST_DRIVE_CALLS: calls }),
  };
  const words = ['--port', '0', '--store', store, '--data', tempFolder()];
  const running = await startServiceProcess(words, { ...ordinary, env });
  const client = new Client(running.url);
  return { running, client, hang: () => writeFileSync(once, ''), hasHung: () => existsSync(says) };
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

test('a service that itself hangs in a call to its store is left behind when it is asked to end', async () => {
  const { running, client, hang, hasHung } = await startOnDrive('open');
  hang();
  void client.send(await pictureBytes()).catch(() => undefined);
  await expect.poll(hasHung).toBe(true);
  running.signal('SIGTERM');
  expect(await running.ended).toBe(143);
});
