import { randomBytes } from 'node:crypto';
import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { describe, expect, test, vi } from 'vitest';
import type { ServeOptions } from '../../../src/service/command/serve-options.ts';
import { StoreUnavailableError } from '../../../src/service/store/store.ts';
import {
  createArrival,
  createArriving,
  keyedOrigin,
  sweepArrivals,
} from '../../../src/service/uploads/arrivals.ts';
import { arrivingSocket } from '../../support/arriving-socket.ts';
import { pictureBytes, startService, type Sent } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { writeZip, type ZippedBytes } from '../../support/write-zip.ts';
import { zipContents } from '../../support/zip-contents.ts';

interface Answer {
  readonly batchId: string;
  readonly tasks: readonly {
    submission_task_id: string;
    submission_status: string;
    path: string;
  }[];
  readonly refused: readonly { path: string; error: { code: string } }[];
}

const answerOf = ({ body }: Sent) => body as unknown as Answer;
const codeOf = ({ status, body }: Sent) => [status, (body['error'] as { code: string }).code];
const text = Buffer.from('just words');

async function started(options: Partial<ServeOptions> = {}) {
  const service = await startService(options);
  const { client, serving, store } = service;
  const post = (body: RequestInit['body'], query = '', headers: HeadersInit = {}) =>
    client.json(`/batches${query}`, { method: 'POST', body: body ?? null, headers });
  const sendForm = (
    files: readonly (readonly [string, Uint8Array])[],
    fields: Readonly<Record<string, string>> = {},
    headers: HeadersInit = {},
  ) => {
    const form = new FormData();
    for (const [name, bytes] of files)
      form.append('file', new Blob([Uint8Array.from(bytes)]), name);
    for (const [name, value] of Object.entries(fields)) form.append(name, value);
    return post(form, '', headers);
  };
  const sendZip = (files: readonly ZippedBytes[], query = '') =>
    post(Uint8Array.from(writeZip(files)), query, { 'content-type': 'application/zip' });
  const kept = () => {
    const there = readdirSync(store);
    const inside = (folder: string) =>
      there.includes(folder) ? readdirSync(join(store, folder)) : [];
    return [...inside('incoming'), ...inside('uploads')];
  };
  const titles = () => serving.service.engine.snapshot().batches.map(({ title }) => title);
  return { ...service, sendForm, sendZip, post, kept, titles };
}

describe('many pictures in one request', () => {
  test('with a key are the same tasks when they are sent again, and others are refused', async () => {
    const { client, sendForm, kept, serving } = await started();
    const { engine } = serving.service;
    engine.pause();
    const pictures = await Promise.all([1, 2, 3].map((number) => pictureBytes(number)));
    const files = pictures.map((bytes, at) => [`${at}.jpg`, bytes] as const);
    const send = (some: typeof files, fields = {}) =>
      sendForm(some, fields, { 'idempotency-key': 'tuesday' });
    const [first, twin] = await Promise.all([send(files), send(files)]);
    const ids = (sent: Sent) => answerOf(sent).tasks.map(({ submission_task_id: id }) => id);
    expect([first.status, new Set(ids(first)).size]).toEqual([202, 3]);
    expect(ids(twin)).toEqual(ids(first));
    expect(codeOf(await send(files.slice(1)))).toEqual([422, 'key-reused']);
    expect(codeOf(await send(files.slice(0, 2)))).toEqual([422, 'key-reused']);
    expect(codeOf(await send(files, { preset: 'web' }))).toEqual([422, 'key-reused']);
    // What is gone of them is made anew.
    engine.remove(ids(first).slice(1, 2));
    expect(ids(await send(files))).toEqual(ids(first));
    expect((await client.json('/tasks')).body['total']).toBe(3);
    expect(kept().toSorted()).toEqual(ids(first).toSorted());
  });

  test('leave nothing when the service is killed while they arrive', async () => {
    const {
      serving: { service },
      kept,
    } = await started();
    const killed = { ...service, arriving: createArriving() };
    const origin = keyedOrigin('', 'tuesday');
    const [left, again] = [createArrival(killed, null), createArrival(killed, origin)];
    const now = createArrival(service, null);
    await left.begin();
    const [mark = ''] = kept();
    await service.store.write(`incoming/${mark}0`, Readable.from(['no JSON']));
    for (const arrival of [again, now]) await arrival.begin();
    const stays = [now.idAt(0), 'another'];
    for (const id of [left.idAt(0), left.idAt(999), again.idAt(0), ...stays])
      await service.store.write(`uploads/${id}`, Readable.from([await pictureBytes()]));
    // What is sent again meanwhile waits for it.
    const sending: Promise<unknown>[] = [];
    const remove = service.store.remove.bind(service.store);
    const send = () => service.store.write(`uploads/${again.idAt(0)}`, Readable.from(['again']));
    const removing = vi.spyOn(service.store, 'remove').mockImplementation(async (keys) => {
      if (keys.includes(`uploads/${again.idAt(0)}`)) {
        sending.push(service.arriving.inTurn(origin, send));
        await service.store.check();
      }
      await remove(keys);
    });
    await sweepArrivals(service);
    await Promise.all(sending);
    removing.mockRestore();
    expect(kept().slice(1).toSorted()).toEqual([...stays, again.idAt(0)].toSorted());
  });

  test('are one batch and one answer, and what is no picture is named', async () => {
    const { client, sendForm, kept, titles } = await started();
    const files = [
      ['a.jpg', await pictureBytes(1)],
      ['notes.txt', text],
      ['b.jpg', await pictureBytes(2)],
    ] as const;
    const sent = await sendForm(files, { preset: 'web', batchTitle: 'Holiday' });
    expect(sent.status).toBe(202);
    const { batchId, tasks, refused } = answerOf(sent);
    expect(tasks.map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg']);
    expect(refused).toMatchObject([{ path: 'notes.txt', error: { code: 'not-an-image' } }]);
    expect(titles()).toEqual(['Holiday']);
    for (const { submission_task_id: id } of tasks) {
      const made = await client.json(`/convert/${id}?wait=60`);
      expect(made.body).toMatchObject({ submission_status: 'SUCCESS', outputs: { length: 6 } });
    }
    expect((await client.fetch(`/batches/${batchId}/results`)).status).toBe(200);
    expect(kept()).toHaveLength(2);
    // A second request is a batch of its own.
    expect(answerOf(await sendForm(files)).batchId).not.toBe(batchId);
  });

  test('come as a ZIP, too, keep their names, and leave nothing of it behind', async () => {
    const { client, sendZip, sendForm, kept, titles, serving } = await started();
    const written = vi.spyOn(serving.service.store, 'write');
    const picture = await pictureBytes(1);
    const zipped = [
      { name: 'été/a.jpg', bytes: picture },
      { name: 'été/', bytes: Buffer.alloc(0) },
      { name: '__MACOSX/été/._a.jpg', bytes: text },
      { name: '../../../outside.jpg', bytes: await pictureBytes(2) },
      { name: 'C:\\windows\\b.jpg', bytes: await pictureBytes(3) },
      { name: 'inner.zip', bytes: writeZip([{ name: 'c.jpg', bytes: picture }]) },
    ];
    const sent = await sendZip(zipped, '?name=Summer.zip');
    const { batchId, tasks, refused } = answerOf(sent);
    expect([sent.status, titles()]).toEqual([202, ['Summer']]);
    expect(tasks.map(({ path }) => path)).toEqual([
      'été/a.jpg',
      '../../../outside.jpg',
      'C:\\windows\\b.jpg',
    ]);
    expect(refused).toMatchObject([{ path: 'inner.zip', error: { code: 'not-an-image' } }]);
    for (const { submission_task_id: id } of tasks) await client.json(`/convert/${id}?wait=60`);
    const results = join(tempFolder(), 'results.zip');
    const answer = await client.fetch(`/batches/${batchId}/results`);
    writeFileSync(results, Buffer.from(await answer.arrayBuffer()));
    expect((await zipContents(results)).map(({ name }) => name).toSorted()).toEqual([
      'a.jpg',
      'b.jpg',
      'outside.jpg',
    ]);
    expect(kept().toSorted()).toEqual(tasks.map((task) => task.submission_task_id).toSorted());
    // Were the service killed meanwhile, its next start would remove it.
    expect(written.mock.calls[0]?.[0]).toMatch(/^incoming\//);

    // Among the parts of a form as well.
    const mixed = await sendForm([
      ['d.jpg', picture],
      ['more.zip', writeZip([{ name: 'e.jpg', bytes: picture }])],
    ]);
    expect(answerOf(mixed).tasks.map(({ path }) => path)).toEqual(['d.jpg', 'e.jpg']);
  });

  test('whose sizes lie, or that are damaged, are left out, and the others are made', async () => {
    const { sendZip } = await started();
    const picture = await pictureBytes();
    const more = Buffer.concat([picture, Buffer.alloc(5000)]);
    const sent = await sendZip([
      { name: 'more.jpg', bytes: more, saidBytes: picture.length },
      { name: 'less.jpg', bytes: picture, saidBytes: picture.length + 1 },
      { name: 'secret.jpg', bytes: picture, flags: 1 },
      { name: 'good.jpg', bytes: picture },
    ]);
    const { tasks, refused } = answerOf(sent);
    expect(tasks.map(({ path }) => path)).toEqual(['good.jpg']);
    expect(refused.map(({ path, error }) => [path, error.code])).toEqual([
      ['more.jpg', 'zip-unreadable'],
      ['less.jpg', 'zip-unreadable'],
      ['secret.jpg', 'zip-unreadable'],
    ]);
  });
});

/** A picture that is written as it comes. */
const largePicture = async () => Buffer.concat([await pictureBytes(), Buffer.alloc(300_000)]);

test('a large picture is received while the one before it reaches the disk', async () => {
  const { sendForm, serving } = await started();
  const { store } = serving.service;
  const write = store.write.bind(store);
  const second = Promise.withResolvers<void>();
  const came: string[] = [];
  vi.spyOn(store, 'write').mockImplementation(async (key, stream) => {
    const sizeBytes = await write(key, stream);
    if (!key.startsWith('uploads/')) return sizeBytes;
    came.push(key);
    if (came.length === 1) await second.promise;
    else second.resolve();
    return sizeBytes;
  });
  const bytes = await largePicture();
  const sent = await sendForm(['a.jpg', 'b.jpg', 'c.jpg'].map((name) => [name, bytes] as const));
  expect(answerOf(sent).tasks.map(({ path }) => path)).toEqual(['a.jpg', 'b.jpg', 'c.jpg']);
});

test('a connection may be silent while its ZIP is unpacked, and no longer', async () => {
  const { client, sendZip, serving } = await started();
  const { store } = serving.service;
  const socket = arrivingSocket(`${client.url}/batches`);
  const limits: unknown[] = [];
  const write = store.write.bind(store);
  vi.spyOn(store, 'write').mockImplementation((key, stream) => {
    limits.push(socket()?.timeout);
    return write(key, stream);
  });
  expect((await sendZip([{ name: 'a.jpg', bytes: await pictureBytes() }])).status).toBe(202);
  const [usual = 0, unpacking] = limits;
  expect(usual).toBeGreaterThan(0);
  expect(limits.length).toBeGreaterThan(1);
  expect([unpacking, ...limits.slice(1)]).toEqual(limits.map(() => 0));
  expect(socket()?.timeout).toBeGreaterThan(0);
});

describe('a request with many pictures is refused as a whole, and nothing of it stays,', () => {
  test('when there is no picture in it, or its words cannot be understood', async () => {
    const { sendForm, sendZip, post, kept } = await started();
    const picture = await pictureBytes();
    expect(codeOf(await sendForm([]))).toEqual([400, 'no-file']);
    expect(codeOf(await sendForm([['a.txt', text]]))).toEqual([415, 'not-an-image']);
    expect(codeOf(await sendZip([]))).toEqual([415, 'not-an-image']);
    expect(codeOf(await post('{}', '', { 'content-type': 'application/json' }))).toEqual([
      400,
      'no-file',
    ]);
    expect(codeOf(await sendForm([['a.jpg', picture]], { recipe: '{' }))).toEqual([
      400,
      'bad-recipe',
    ]);
    const zip = writeZip([{ name: 'a.jpg', bytes: picture }]);
    const cut = Uint8Array.from(zip.subarray(0, -30));
    const type = { 'content-type': 'application/zip' };
    expect(codeOf(await post(cut, '', type))).toEqual([400, 'zip-unreadable']);
    expect(
      codeOf(
        await sendForm([
          ['a.jpg', picture],
          ['cut.zip', cut],
        ]),
      ),
    ).toEqual([400, 'zip-unreadable']);
    expect(kept()).toEqual([]);
  });

  test('when the disk of the store fails for one that has come already', async () => {
    const { sendForm, serving, kept } = await started();
    const { store } = serving.service;
    const write = store.write.bind(store);
    let count = 0;
    vi.spyOn(store, 'write').mockImplementation(async (key, stream) => {
      const sizeBytes = await write(key, stream);
      if (key.startsWith('uploads/') && (count += 1) === 1) {
        throw new StoreUnavailableError('the store cannot be written');
      }
      return sizeBytes;
    });
    const bytes = await largePicture();
    const files = ['a.jpg', 'b.jpg'].map((name) => [name, bytes] as const);
    expect(codeOf(await sendForm(files))).toEqual([503, 'store-unavailable']);
    expect(kept()).toEqual([]);
  });

  test('when it is a bomb: too many files, or more inside than it may', async () => {
    const { sendForm, sendZip, kept } = await started({ maxBatch: 30_000_000, maxUpload: 100_000 });
    const picture = await pictureBytes();
    const many = Array.from({ length: 1001 }, (_, at) => ({ name: `${at}.jpg`, bytes: picture }));
    expect(codeOf(await sendZip(many))).toEqual([400, 'too-many-parts']);
    const zeros = { name: 'zeros.bmp', bytes: Buffer.alloc(11_000_000) };
    expect(codeOf(await sendZip([zeros]))).toEqual([413, 'too-large']);
    const huge = { name: 'huge.jpg', bytes: picture, saidBytes: 30_000_001 };
    expect(codeOf(await sendZip([huge]))).toEqual([413, 'too-large']);
    const parts = Array.from({ length: 1001 }, (_, at) => [`${at}.txt`, text] as const);
    expect(codeOf(await sendForm(parts))).toEqual([400, 'too-many-parts']);
    // Also what is left out, and in archives beside each other.
    const words = Array.from({ length: 600 }, (_, at) => ({ name: `${at}.txt`, bytes: text }));
    const zips = (zip: Buffer, count: number) =>
      sendForm(Array.from({ length: count }, (_, at) => [`${at}.zip`, zip] as const));
    expect(codeOf(await zips(writeZip(words), 2))).toEqual([400, 'too-many-parts']);
    const much = writeZip([{ name: 'zeros.bmp', bytes: Buffer.alloc(9_000_000) }]);
    expect(codeOf(await zips(much, 4))).toEqual([413, 'too-large']);
    expect(kept()).toEqual([]);
    // Of one picture that is too large the others hear nothing.
    const large = Buffer.concat([picture, Buffer.alloc(200_000)]);
    const sent = answerOf(
      await sendForm([
        ['large.jpg', large],
        ['a.jpg', picture],
      ]),
    );
    expect(sent.tasks.map(({ path }) => path)).toEqual(['a.jpg']);
    expect(sent.refused).toMatchObject([{ path: 'large.jpg', error: { code: 'too-large' } }]);
  });

  test('when four of the same client are still arriving, and the others go on', async () => {
    const { client, sendForm, kept, store } = await started();
    const { hostname, port } = new URL(client.url);
    const picture = await pictureBytes();
    const stalled = Array.from({ length: 4 }, () => connect(Number(port), hostname));
    const head =
      'POST /batches HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/zip\r\nContent-Length: 90000\r\n\r\n';
    for (const socket of stalled) {
      socket.write(head);
      socket.write(
        writeZip([{ name: 'a.jpg', bytes: Buffer.concat([picture, randomBytes(8000)]) }]),
      );
    }
    const arriving = () =>
      readdirSync(store).includes('incoming') && readdirSync(join(store, 'incoming'));
    await expect.poll(arriving).toHaveLength(4);
    expect(codeOf(await sendForm([['a.jpg', picture]]))).toEqual([429, 'too-many-batches']);
    expect((await client.send(picture)).status).toBe(202);
    for (const socket of stalled) socket.destroy();
    await expect.poll(() => sendForm([['a.jpg', picture]]).then(({ status }) => status)).toBe(202);
    await expect.poll(kept).toHaveLength(2);
  });

  test('when the disk of the history fails in the middle of it', async () => {
    const { sendZip, kept, serving } = await started();
    const { engine } = serving.service;
    engine.pause();
    const bytes = await pictureBytes();
    const many = Array.from({ length: 120 }, (_, at) => ({ name: `${at}.png`, bytes }));
    const failing = vi.spyOn(engine, 'flushed').mockRejectedValue(new Error('the disk failed'));
    expect(codeOf(await sendZip(many))).toEqual([500, 'internal']);
    failing.mockRestore();
    expect(kept()).toEqual([]);
    const { tasks } = engine.listTasks(-1, 1000);
    expect(tasks.map(({ status }) => status)).toEqual(many.map(() => 'cancelled'));
  });

  test('when the queue has no room for all of it', async () => {
    const { sendForm, kept, serving } = await started({ queueLimit: 2 });
    serving.service.engine.pause();
    const picture = await pictureBytes();
    const three = ['a.jpg', 'b.jpg', 'c.jpg'].map((name) => [name, picture] as const);
    expect(codeOf(await sendForm(three))).toEqual([429, 'queue-full']);
    expect(kept()).toEqual([]);
    expect((await sendForm(three.slice(1))).status).toBe(202);
  });
});
