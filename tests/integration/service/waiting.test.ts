import { connect } from 'node:net';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test, vi } from 'vitest';
import { arrivingSocket } from '../../support/arriving-socket.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';

const two = JSON.stringify({
  outputs: [
    { name: 'small', width: 8, format: 'webp' },
    { name: 'tiny', width: 4, format: 'png' },
  ],
});

async function post(
  client: Client,
  more: { query?: string; headers?: HeadersInit; recipe?: string; bytes?: Uint8Array },
) {
  const form = new FormData();
  form.append(
    'file',
    new Blob([Uint8Array.from(more.bytes ?? (await pictureBytes()))]),
    'dünes.jpg',
  );
  if (more.recipe) form.append('recipe', more.recipe);
  const { headers = {}, query = '?wait=60' } = more;
  return client.fetch(`/convert${query}`, { method: 'POST', body: form, headers });
}

const bytesOf = async (response: Response) => Buffer.from(await response.arrayBuffer());
const idOf = (response: Response) => response.headers.get('location')?.split('/').at(-1) ?? '';

describe('the picture in one request', () => {
  test('is the whole answer, whichever way the wait is asked for', async () => {
    const { client } = await startService();
    const recipe = '{"outputs": [{"name": "small", "width": 8, "format": "webp"}]}';
    const made = await post(client, { recipe });
    expect([made.status, made.headers.get('content-type')]).toEqual([200, 'image/webp']);
    expect(made.headers.get('content-disposition')).toContain("filename*=UTF-8''d%C3%BCnes.webp");
    const bytes = await bytesOf(made);
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: 8 });
    expect(Number(made.headers.get('content-length'))).toBe(bytes.length);
    expect(made.headers.get('preference-applied')).toBeNull();
    const same = await client.fetch(made.headers.get('content-location') ?? '');
    expect(await bytesOf(same)).toEqual(bytes);

    const preferred = await post(client, { query: '', recipe, headers: { prefer: 'wait=300' } });
    expect([preferred.status, preferred.headers.get('preference-applied')]).toEqual([
      200,
      'wait=60',
    ]);
    expect(await bytesOf(preferred)).toEqual(bytes);

    const body = await client.fetch('/convert?wait=60&name=a.jpg', {
      method: 'POST',
      body: Uint8Array.from(await pictureBytes()),
      headers: { 'content-type': 'image/jpeg', 'idempotency-key': 'one' },
    });
    expect([body.status, body.headers.get('content-type')]).toEqual([200, 'image/jpeg']);
  });

  test('or what can be said of it, for those who accept JSON', async () => {
    const { client } = await startService();
    const made = await post(client, { headers: { accept: 'application/json' } });
    expect(made.status).toBe(200);
    const said = { submission_status: 'SUCCESS', outputs: [{ name: 'thumbnail', width: 30 }] };
    expect(await made.json()).toMatchObject(said);
    const broken = { bytes: (await pictureBytes()).subarray(0, 200) };
    const failed = await post(client, { ...broken, headers: { accept: 'application/json' } });
    expect([failed.status, await failed.json()]).toMatchObject([
      200,
      { submission_status: 'FAILURE' },
    ]);
  });

  test('or several in one body: a ZIP, or parts', async () => {
    const { client } = await startService();
    const zip = await post(client, { recipe: two });
    expect([zip.status, zip.headers.get('content-type')]).toEqual([200, 'application/zip']);
    const path = join(tempFolder(), 'several.zip');
    writeFileSync(path, await bytesOf(zip));
    const unpacked = await zipContents(path);
    expect(unpacked.map(({ name }) => name)).toEqual(['dünes-small.webp', 'dünes-tiny.png']);

    const parts = await post(client, { recipe: two, headers: { accept: 'multipart/form-data' } });
    const form = await parts.formData();
    const pictures = [...form.entries()].map(([name, file]) => {
      return [name, file instanceof File && file.name, file instanceof File && file.type];
    });
    expect(pictures).toEqual([
      ['small', 'dünes-small.webp', 'image/webp'],
      ['tiny', 'dünes-tiny.png', 'image/png'],
    ]);
    const tiny = form.get('tiny');
    const bytes = tiny instanceof File ? Buffer.from(await tiny.arrayBuffer()) : null;
    expect(bytes).toEqual(unpacked[1]?.bytes);

    const mixed = await post(client, { recipe: two, headers: { accept: 'multipart/mixed' } });
    expect(mixed.headers.get('content-type')).toMatch(/^multipart\/mixed; boundary=/);
    expect((await bytesOf(mixed)).includes(unpacked[0]?.bytes ?? 'none')).toBe(true);
  });

  test('or why there is none', async () => {
    const { client, serving } = await startService();
    const broken = await post(client, { bytes: (await pictureBytes()).subarray(0, 200) });
    const message = expect.stringMatching(/^The file /);
    expect([broken.status, await broken.json()]).toEqual([
      422,
      { error: { code: 'not-made', message } },
    ]);

    const { engine } = serving.service;
    engine.pause();
    const waiting = client.send(await pictureBytes(), 'a.jpg', { headers: { prefer: 'wait=60' } });
    await expect
      .poll(() => engine.listTasks(-1, 9).tasks.some(({ status }) => status === 'queued'))
      .toBe(true);
    engine.cancel('all');
    const cancelled = await waiting;
    expect([cancelled.status, cancelled.body]).toMatchObject([
      409,
      { error: { code: 'not-possible' } },
    ]);
  });
});

describe('a wait', () => {
  test('that is over is answered with the id, and goes on where it is asked about', async () => {
    const { client, serving } = await startService();
    serving.service.engine.pause();
    const over = await post(client, { query: '?wait=1' });
    expect(over.status).toBe(202);
    const { submission_task_id: id } = (await over.json()) as { submission_task_id: string };
    expect(over.headers.get('location')).toBe(`/convert/${id}`);
    const asked = client.json(`/convert/${id}?wait=60`);
    serving.service.engine.resume();
    expect((await asked).body).toMatchObject({ submission_status: 'SUCCESS' });
    const again = await client.json(`/convert/${id}`, { headers: { prefer: 'wait=60' } });
    expect(again.headers.get('preference-applied')).toBe('wait=60');
    const wrong = await client.json(`/convert/${id}?wait=61`);
    expect([wrong.status, wrong.body]).toMatchObject([
      400,
      { error: { message: '"wait" must be a whole number from 0 to 60.' } },
    ]);
  });

  test('is no reason to make it twice: the same key is answered with the same picture', async () => {
    const { client } = await startService();
    const headers = { 'idempotency-key': 'order-17' };
    const answers = await Promise.all([1, 2, 3].map(() => post(client, { headers })));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(new Set(answers.map(idOf)).size).toBe(1);
  });

  test('of a client that went away leaves the task as it is', async () => {
    const { client, serving } = await startService();
    const { engine } = serving.service;
    engine.pause();
    const { hostname, port } = new URL(client.url);
    const socket = connect(Number(port), hostname);
    const bytes = await pictureBytes();
    socket.write(
      `POST /convert?wait=60 HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: image/jpeg\r\nContent-Length: ${bytes.length}\r\n\r\n`,
    );
    socket.write(bytes);
    await expect.poll(() => engine.listTasks(-1, 9).tasks.length).toBe(1);
    socket.destroy();
    engine.resume();
    const [task] = engine.listTasks(-1, 9).tasks;
    expect(await client.settled(task?.id ?? '')).toMatchObject({ submission_status: 'SUCCESS' });
  });

  test('ends with the service, and tells how far it is', async () => {
    const { client, serving } = await startService();
    const { engine } = serving.service;
    engine.pause();
    const waiting = post(client, {});
    await expect.poll(() => engine.listTasks(-1, 9).tasks.length).toBe(1);
    await serving.close();
    const ended = await waiting;
    expect([ended.status, await ended.json()]).toMatchObject([
      202,
      { submission_status: 'PENDING' },
    ]);
  });

  test('is refused beyond 500 of one client at once, and the others go on', async () => {
    const token = ['first-token', 'second-token'];
    const { client, serving } = await startService({ token });
    serving.service.engine.pause();
    const id = await client.sendPicture();
    const leaving = new AbortController();
    const { signal } = leaving;
    const statuses: number[] = [];
    const waits = Array.from({ length: 510 }, async () => {
      const answer = await client.fetch(`/convert/${id}?wait=60`, { signal });
      statuses.push(answer.status);
      await answer.text();
    });
    await expect.poll(() => statuses.length, { timeout: 60_000 }).toBe(10);
    expect(new Set(statuses)).toEqual(new Set([429]));
    const refused = await post(client, {});
    expect([refused.status, await refused.json()]).toMatchObject([
      429,
      { error: { code: 'too-many-waiting' } },
    ]);
    expect((await client.json(`/convert/${id}`)).status).toBe(200);
    serving.service.engine.resume();
    expect((await post(new Client(client.url, 'second-token'), {})).status).toBe(200);
    await Promise.all(waits);
    expect(statuses.filter((status) => status === 200)).toHaveLength(500);
    expect((await post(client, {})).status).toBe(200);
  });
});

test('a connection may be silent for as long as it takes to run pictures again', async () => {
  const { client, serving } = await startService();
  const { store } = serving.service;
  const id = await client.sendPicture();
  await client.settled(id);
  const socket = arrivingSocket(`${client.url}/app/request/task:run-again`);
  const copy = store.copy.bind(store);
  const limits: unknown[] = [];
  vi.spyOn(store, 'copy').mockImplementation((from, to) => {
    limits.push(socket()?.timeout);
    return copy(from, to);
  });
  const { body } = await client.json('/app/request/task:run-again', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input: { taskIds: [id], recipe: { outputs: [{ width: 9 }] } } }),
  });
  expect(body).toMatchObject({ ok: true, value: { acceptedCount: 1 } });
  expect(limits).toEqual([0]);
  expect(socket()?.timeout).toBeGreaterThan(0);
});
