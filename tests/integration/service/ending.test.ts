import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { Client, pictureBytes } from '../../support/service.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const isRefused = (url: string) =>
  fetch(`${url}/healthz`).then(
    () => false,
    () => true,
  );

test('asked to end, the service takes no more but what is arriving, and makes it when it is there again', async () => {
  const store = tempFolder();
  const port = await freePort();
  const words = ['--port', String(port), '--store', store];
  const first = await startServiceProcess(words);
  const picture = await pictureBytes();
  const body = Buffer.concat([
    Buffer.from('--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n'),
    picture,
    Buffer.alloc(100_000),
    Buffer.from('\r\n--x--\r\n'),
  ]);
  const head = [
    'POST /convert HTTP/1.1',
    'Host: 127.0.0.1',
    'Content-Type: multipart/form-data; boundary=x',
    `Content-Length: ${body.length}`,
  ];
  const socket = connect(port, '127.0.0.1');
  socket.write(`${head.join('\r\n')}\r\n\r\n`);
  socket.write(body.subarray(0, 50_000));
  const incoming = join(store, 'incoming');
  await expect.poll(() => existsSync(incoming) && readdirSync(incoming)).toHaveLength(1);
  first.signal('SIGTERM');
  await expect.poll(() => isRefused(first.url)).toBe(true);
  socket.write(body.subarray(50_000));
  const answer = text(socket);
  await once(socket, 'close');
  expect(await answer).toMatch(/^HTTP\/1.1 202 /);
  expect(await first.ended).toBe(0);

  await startServiceProcess(words);
  const client = new Client(first.url);
  const [, id = ''] = /"submission_task_id":"([0-9a-f]+)"/.exec(await answer) ?? [];
  const said = async () => (await client.json(`/convert/${id}`)).body;
  await expect.poll(said).toMatchObject({ submission_result: true });
  expect(await said()).toMatchObject({ submission_status: 'SUCCESS', error: null });
});
