import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { sweep } from '../../../src/service/retention/retention.ts';
import { neverTold, talkativePhoto } from '../../fixtures/talkative.ts';
import { rights } from '../../fixtures/told.ts';
import { startObjectStorage } from '../../support/object-storage.ts';
import { startRedis } from '../../support/redis.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';
import { startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { zipContents } from '../../support/zip-contents.ts';

const batch = { batch: 'tuesday', batchTitle: 'Tuesday’s "pictures"\r\nX: y/1' };

async function send(client: Client, name: string, fields: Record<string, string> = batch) {
  const number = Math.floor(Math.random() * 65_536);
  const { body } = await client.send(await pictureBytes(number), name, { fields });
  const id = String(body['submission_task_id']);
  await client.settled(id);
  return id;
}

async function batchId(client: Client): Promise<string> {
  const { body } = await client.json('/batches');
  return (body['batches'] as { id: string }[])[0]?.id ?? '';
}

async function unpack(response: Response) {
  const path = join(tempFolder(), 'results.zip');
  writeFileSync(path, Buffer.from(await response.arrayBuffer()));
  return zipContents(path);
}

const outputBytes = async (client: Client, path: string) =>
  Buffer.from(await (await client.fetch(path)).arrayBuffer());

const choose = (client: Client, body: object) =>
  client.json('/results', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

async function chosen(client: Client, body: object): Promise<Response> {
  const { status, body: answer } = await choose(client, body);
  expect(status).toBe(201);
  return client.fetch(String(answer['url']));
}

const codeOf = (body: Record<string, unknown>) => (body['error'] as { code: string }).code;

describe('results in one file', () => {
  test('a batch is one ZIP with safe names, each once, and the bytes of the outputs', async () => {
    const { client } = await startService();
    const names = ['a.jpg', 'A.JPG', '../../up.jpg', 'con.jpg', '\u202Egpj.exe', '<b>.jpg'];
    const ids: string[] = [];
    for (const name of names) ids.push(await send(client, name));
    const response = await client.fetch(`/batches/${await batchId(client)}/results`);
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'content-type': 'application/zip',
      'content-disposition':
        'attachment; filename="Tuesday_s _pictures___X_ y_1.zip"; ' +
        "filename*=UTF-8''Tuesday%E2%80%99s%20_pictures___X_%20y_1.zip",
      'x-content-type-options': 'nosniff',
      'cache-control': 'no-store',
    });
    const unpacked = await unpack(response);
    expect(unpacked.map(({ name }) => name)).toEqual([
      'a.jpg',
      'A (2).jpg',
      'up.jpg',
      '_con.jpg',
      'gpj.jpg',
      '_b_.jpg',
    ]);
    for (const [index, { bytes }] of unpacked.entries()) {
      expect(bytes.equals(await outputBytes(client, `/convert/${ids[index]}/output`))).toBe(true);
    }
  });

  test('chosen tasks of several batches too, each output by its name', async () => {
    const { client } = await startService();
    const web = await send(client, 'dunes.jpg', { preset: 'web' });
    const retina = await send(client, 'dunes.jpg', { preset: 'retina' });
    const other = await send(client, 'other.jpg', {});
    const body = { taskIds: [web, retina, web, 'no-such-task'], name: 'Mine' };
    expect((await choose(client, body)).body).toMatchObject({ count: 9 });
    const response = await chosen(client, body);
    expect(response.headers.get('content-disposition')).toContain('filename="Mine.zip"');
    const unpacked = await unpack(response);
    expect(unpacked.map(({ name }) => name)).toEqual([
      'dunes-small-webp.webp',
      'dunes-small-jpeg.jpg',
      'dunes-medium-webp.webp',
      'dunes-medium-jpeg.jpg',
      'dunes-large-webp.webp',
      'dunes-large-jpeg.jpg',
      'dunes@1x.jpg',
      'dunes@2x.jpg',
      'dunes@3x.jpg',
    ]);
    const whole = await outputBytes(client, `/convert/${web}/output/small-jpeg`);
    expect(unpacked[1]?.bytes.equals(whole)).toBe(true);
    const all = await unpack(await chosen(client, { taskIds: [web, other] }));
    expect(all).toHaveLength(7);
  });

  test('a contact sheet shows each picture and what failed', async () => {
    const { client } = await startService();
    await send(client, 'a.jpg');
    await send(client, '<script>.jpg');
    const broken = (await pictureBytes()).subarray(0, 200);
    const { body } = await client.send(broken, 'half.jpg', { fields: batch });
    await client.settled(String(body['submission_task_id']));
    const id = await batchId(client);
    const response = await client.fetch(`/batches/${id}/results?as=contact-sheet`);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('content-disposition')).toMatch(/^attachment; .*\.html$/);
    const html = await response.text();
    expect(html.match(/<img [^>]*src="data:image\/webp;base64,/g)).toHaveLength(2);
    expect(html).toContain('1 picture could not be made');
    expect(html).not.toContain('<script');
    expect(await (await chosen(client, { batchId: id, as: 'contact-sheet' })).text()).toBe(html);
  });

  test('the same from object storage, made by a farm', async () => {
    const redis = await startRedis();
    const place = { redis: redis.url, store: await startObjectStorage() };
    const { client } = await startService({ ...place, data: tempFolder() });
    await startWorker(place);
    const ids = [await send(client, 'a.jpg'), await send(client, 'b.jpg')];
    const id = await batchId(client);
    const unpacked = await unpack(await client.fetch(`/batches/${id}/results`));
    expect(unpacked.map(({ name }) => name)).toEqual(['a.jpg', 'b.jpg']);
    for (const [index, { bytes }] of unpacked.entries()) {
      expect(bytes.equals(await outputBytes(client, `/convert/${ids[index]}/output`))).toBe(true);
    }
    const sheet = await client.fetch(`/batches/${id}/results?as=contact-sheet`);
    expect((await sheet.text()).match(/<img /g)).toHaveLength(2);
  });
});

describe('what is not there', () => {
  test('is left out and named at the end of the ZIP', async () => {
    const { client, store } = await startService();
    await send(client, 'a.jpg');
    rmSync(join(store, 'outputs', await send(client, 'b.jpg')), { recursive: true });
    const unpacked = await unpack(await client.fetch(`/batches/${await batchId(client)}/results`));
    expect(unpacked.map(({ name }) => name)).toEqual(['a.jpg', 'Left out.txt']);
    expect(unpacked[1]?.bytes.toString()).toBe(
      'Not in this archive, because it was not there any more:\n\nb.jpg\n',
    );
  });

  test('also when retention removes it while the ZIP is being made', async () => {
    const { client, serving } = await startService();
    for (const name of ['a.jpg', 'b.jpg', 'c.jpg']) await send(client, name);
    const { store } = serving.service;
    const open = store.open.bind(store);
    store.open = async (key) => {
      store.open = open;
      const opened = await open(key);
      await sweep(serving.service, { maxAgeMs: 1, maxBytes: null }, Date.now() + 60_000);
      return opened;
    };
    const unpacked = await unpack(await client.fetch(`/batches/${await batchId(client)}/results`));
    expect(unpacked.map(({ name }) => name)).toEqual(['a.jpg', 'Left out.txt']);
    expect(unpacked[1]?.bytes.toString()).toContain('b.jpg\nc.jpg\n');
    expect((await client.json('/tasks')).body['total']).toBe(0);
  });

  test('is refused in one line when there is nothing at all', async () => {
    const { client, serving } = await startService();
    expect((await client.json('/batches/none/results')).status).toBe(404);
    expect((await client.json(`/results/${'0'.repeat(32)}`)).body).toEqual({
      error: { code: 'not-found', message: 'Choose the results again.' },
    });
    serving.service.engine.pause();
    const id = await client.sendPicture();
    const nothing = { error: { code: 'not-possible', message: 'There are no results to save.' } };
    expect(await client.json(`/batches/${await batchId(client)}/results`)).toMatchObject({
      status: 409,
      body: nothing,
    });
    expect(await choose(client, { taskIds: [id] })).toMatchObject({ status: 409, body: nothing });
    expect((await client.fetch('/batches/none/results', { method: 'HEAD' })).status).toBe(405);
    for (const body of [{}, { taskIds: [] }, { taskIds: ['../x'] }, { batchId: 1 }]) {
      expect((await choose(client, body)).status).toBe(400);
    }
  });
});

describe('who may take results', () => {
  test('a token that may only look may, strangers and other sites’ pages may not', async () => {
    const { client } = await startService({
      token: ['full-token-1'],
      readOnlyToken: ['only-look-1'],
    });
    const id = await send(client, 'a.jpg');
    const reader = new Client(client.url, 'only-look-1');
    expect(await unpack(await chosen(reader, { taskIds: [id] }))).toHaveLength(1);
    expect((await reader.fetch(`/batches/${await batchId(reader)}/results`)).status).toBe(200);
    const stranger = new Client(client.url);
    expect((await choose(stranger, { taskIds: [id] })).status).toBe(401);
    expect((await stranger.json(`/batches/${await batchId(client)}/results`)).status).toBe(401);
    const foreign = await client.json('/results', {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: 'https://elsewhere.example' },
      body: JSON.stringify({ taskIds: [id] }),
    });
    expect([foreign.status, codeOf(foreign.body)]).toEqual([403, 'origin-refused']);
  });

  test('four at once each; one that is given up makes room', async () => {
    const { client, serving } = await startService({ token: ['first-token', 'second-token'] });
    await send(client, 'a.jpg');
    const { store } = serving.service;
    const open = store.open.bind(store);
    const ended: Promise<void>[] = [];
    store.open = async (key) => {
      const opened = await open(key);
      opened?.stream.destroy();
      // It begins and never goes on.
      const stream = new Readable({ read: () => undefined });
      stream.push('x');
      ended.push(new Promise((resolve) => stream.once('close', resolve)));
      return opened && { ...opened, sizeBytes: 2_000_000, stream };
    };
    const path = `/batches/${await batchId(client)}/results`;
    const giving = new AbortController();
    const leaving = new AbortController();
    const first = await client.fetch(path, { signal: giving.signal });
    for (const _ of [2, 3, 4]) {
      expect((await client.fetch(path, { signal: leaving.signal })).status).toBe(200);
    }
    const fifth = await client.json(path);
    expect([fifth.status, codeOf(fifth.body)]).toEqual([429, 'too-many-downloads']);
    expect(fifth.headers.get('retry-after')).toBe('10');
    const other = new Client(client.url, 'second-token');
    expect((await other.fetch(path, { signal: leaving.signal })).status).toBe(200);

    giving.abort();
    await expect(first.arrayBuffer()).rejects.toThrow();
    await ended[0];
    store.open = open;
    let again = await client.fetch(path);
    const askAgain = async () => {
      if (again.status === 429) again = await client.fetch(path);
      return again.status;
    };
    await expect.poll(askAgain).not.toBe(429);
    expect(await unpack(again)).toHaveLength(1);
    leaving.abort();
    await Promise.all(ended);
  });
});

describe('a ZIP on its way', () => {
  test('waits for its reader, however large it is', async () => {
    const { client, serving } = await startService();
    await send(client, 'a.jpg');
    const { store } = serving.service;
    const open = store.open.bind(store);
    const piece = Buffer.alloc(64_000, 'x');
    const sizeBytes = piece.length * 2000;
    let taken = 0;
    store.open = async (key) => {
      const opened = await open(key);
      opened?.stream.destroy();
      const stream = Readable.from(
        (function* () {
          for (; taken < sizeBytes; taken += piece.length) yield piece;
        })(),
        { objectMode: false },
      );
      return opened && { ...opened, sizeBytes, stream };
    };
    const response = await client.fetch(`/batches/${await batchId(client)}/results`);
    for (let quiet = 0, before = 0; quiet < 2000; quiet += 1) {
      await new Promise(setImmediate);
      if (taken > before) quiet = 0;
      before = taken;
    }
    // What lies in the sockets.
    expect(taken).toBeLessThan(sizeBytes / 4);
    const [entry] = await unpack(response);
    expect(entry?.bytes).toHaveLength(sizeBytes);
  });

  test('breaks off when the store does, so that nobody takes a part for the whole', async () => {
    const { client, serving } = await startService();
    await send(client, 'a.jpg');
    const { store } = serving.service;
    const open = store.open.bind(store);
    const path = `/batches/${await batchId(client)}/results`;
    store.open = async (key) => {
      const opened = await open(key);
      opened?.stream.destroy();
      const stream = Readable.from(
        (function* () {
          yield Buffer.alloc(2_000_000);
          throw new Error('the disk is gone');
        })(),
        { objectMode: false },
      );
      return opened && { ...opened, sizeBytes: 3_000_000, stream };
    };
    const response = await client.fetch(path);
    expect(response.status).toBe(200);
    await expect(response.arrayBuffer()).rejects.toThrow();
    store.open = open;
    expect(await unpack(await client.fetch(path))).toHaveLength(1);
  });

  test('is refused with 503 when the store is away from the beginning', async () => {
    const { StoreUnavailableError } = await import('../../../src/service/store/store.ts');
    const { client, serving } = await startService();
    await send(client, 'a.jpg');
    serving.service.store.open = () => Promise.reject(new StoreUnavailableError('away'));
    const refused = await client.json(`/batches/${await batchId(client)}/results`);
    expect([refused.status, codeOf(refused.body)]).toEqual([503, 'store-unavailable']);
    expect(refused.headers.get('content-disposition')).toBeNull();
  });
});

test('no place and no preview leaves a photo for results, answers, figures or the complaints of a service', async () => {
  const complaints: string[] = [];
  const { client } = await startService({}, { complain: (line) => complaints.push(line) });
  const photo = await talkativePhoto();
  const recipe = JSON.stringify({ outputs: [{ name: 'a', width: 60 }], metadata: 'all' });
  const said: (readonly [string, Buffer])[] = [];
  for (const bytes of [photo, photo.subarray(0, photo.length / 2)]) {
    const { body } = await client.send(bytes, 'a.jpg', { fields: { recipe } });
    const id = String(body['submission_task_id']);
    said.push(['answer', Buffer.from(JSON.stringify(await client.settled(id)))]);
    said.push(['result', await outputBytes(client, `/convert/${id}/output/a`)]);
  }
  said.push(['figures', await outputBytes(client, '/metrics')]);
  said.push(['complaints', Buffer.from(complaints.join('\n'))]);
  const [, result] = said[1] ?? [];
  expect(result?.includes(rights)).toBe(true);
  for (const [name, bytes] of said) {
    for (const word of neverTold) expect(bytes.includes(word), `${word} in ${name}`).toBe(false);
  }
});
