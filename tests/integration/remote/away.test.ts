import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import {
  about,
  accepted,
  done,
  json,
  type Lies,
  removed,
  startPretender,
} from '../../support/pretender.ts';
import { engineOn } from '../../support/server-engine.ts';
import { watchService } from '../../support/server-witness.ts';
import { startService } from '../../support/service.ts';
import { startServiceProcess } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const statusesOf = (tasks: readonly { readonly status: string }[]) =>
  tasks.map(({ status }) => status);

async function putPictures(folder: string, count: number): Promise<string[]> {
  const paths = Array.from({ length: count }, (_, at) => join(folder, 'photos', `${at}.jpg`));
  for (const path of paths) await putPicture(path);
  return paths;
}

describe('without its server', () => {
  it('makes every picture here when nobody answers', async () => {
    const there = engineOn('http://127.0.0.1:1');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    expect(await there.make([source])).toMatchObject([{ status: 'succeeded', attempts: 1 }]);
    expect(there.engine.serverState()).toEqual({ kind: 'away' });
    expect(there.engine.snapshot().queue.concurrency).toBe(2);
  });

  it('finishes fifty pictures when the server is killed in the middle of them', async () => {
    const store = tempFolder();
    const server = await startServiceProcess(['--port', '0', '--store', store, '--jobs', '1']);
    const there = engineOn(server.url);
    await there.becomes('connected');
    const paths = await putPictures(there.folder, 50);
    let settledCount = 0;
    there.engine.subscribe((changes) => {
      settledCount += changes.filter(
        (change) => change.kind === 'task' && change.task.status === 'succeeded',
      ).length;
      if (settledCount > 10) server.signal('SIGKILL');
    });
    const tasks = await there.make(paths);
    expect(new Set(statusesOf(tasks))).toEqual(new Set(['succeeded']));
    await server.ended;
    expect(await there.engine.checkServer()).toEqual({ kind: 'away' });
    const results = readdirSync(join(there.folder, 'photos', 'thumbnails'));
    expect(results.toSorted()).toEqual(paths.map((_, at) => `${at}.jpg`).toSorted());
  });

  it('uses it again once it is back', async () => {
    const store = tempFolder();
    const first = await startServiceProcess(['--port', '0', '--store', store]);
    const there = engineOn(first.url);
    await there.becomes('connected');
    first.signal('SIGKILL');
    await there.becomes('away');
    const [here, later] = await putPictures(there.folder, 2);
    expect(statusesOf(await there.make([here ?? '']))).toEqual(['succeeded']);
    const { serving } = await startService({ port: Number(new URL(first.url).port), store });
    const server = watchService(serving.service.engine);
    await there.becomes('connected');
    expect(statusesOf(await there.make([later ?? '']))).toEqual(['succeeded']);
    expect(server.succeededCount).toBe(1);
  });
});

describe('a server that does not let everybody in', () => {
  const tokens = { token: ['full-token-1'], readOnlyToken: ['only-look-1'] };

  it.each(['wrong-token', 'only-look-1'])(
    'refuses %s, and pictures are made here',
    async (token) => {
      const { client, serving } = await startService(tokens);
      const server = watchService(serving.service.engine);
      const there = engineOn(client.url, { token });
      const source = await putPicture(join(there.folder, 'a.jpg'));
      expect(statusesOf(await there.make([source]))).toEqual(['succeeded']);
      expect(there.engine.serverState()).toEqual({ kind: 'refused' });
      expect(server.sentCount).toBe(0);
      there.engine.setServer({ address: client.url, token: 'full-token-1' });
      expect(await there.becomes('connected')).toEqual({ kind: 'connected', workers: 2 });
      await there.make([source]);
      expect(server.succeededCount).toBe(1);
    },
  );

  it('is waited for while its queue is full', async () => {
    let refusals = 2;
    const { url, asked } = await startPretender({
      'GET /about': about,
      'POST /convert': (request, response) => {
        refusals -= 1;
        response.setHeader('retry-after', '0.05');
        (refusals >= 0 ? json({}, 429) : json({}, 413))(request, response);
      },
    });
    const there = engineOn(url);
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    expect(statusesOf(await there.make([source]))).toEqual(['succeeded']);
    expect(asked.filter((what) => what === 'POST /convert')).toHaveLength(3);
    expect(there.engine.serverState()?.kind).toBe('connected');
  });
});

it('a server that has heard too much in a minute is asked again when it says', async () => {
  let answers = 0;
  const sometimes =
    (answer: Lies[string]): Lies[string] =>
    (request, response) => {
      answers += 1;
      response.setHeader('retry-after', '0.02');
      (answers % 2 === 1 ? json({}, 429) : (answer ?? json({})))(request, response);
    };
  const picture = await sharp({ create: { width: 12, height: 8, channels: 3, background: '#f00' } })
    .jpeg()
    .toBuffer();
  const { url, asked } = await startPretender({
    'GET /about': about,
    'POST /convert': sometimes(accepted),
    'GET /convert/abc': sometimes(done({ sizeBytes: picture.length })),
    'GET /convert/abc/output': sometimes((_request, response) => void response.end(picture)),
    'DELETE /convert/abc': sometimes(removed),
  });
  const there = engineOn(url);
  await there.becomes('connected');
  const source = await putPicture(join(there.folder, 'a.jpg'));
  const [task] = await there.make([source]);
  expect(task).toMatchObject({ outputs: [{ sizeBytes: picture.length }] });
  await there.engine.close();
  expect(asked.filter((what) => what.startsWith('DELETE'))).toHaveLength(2);
});

it('of an older version is not sent what it would pass over: that is made here', async () => {
  const { url, asked } = await startPretender({ 'GET /about': about, 'POST /convert': accepted });
  const there = engineOn(url);
  await there.becomes('connected');
  const source = await putPicture(join(there.folder, 'a.jpg'));
  expect(statusesOf(await there.make([source], { turn: 90 }))).toEqual(['succeeded']);
  expect(asked).not.toContain('POST /convert');
});

describe('a slow server', () => {
  it('that never answers an upload is left alone', async () => {
    const { url } = await startPretender({ 'GET /about': about, 'POST /convert': () => undefined });
    const there = engineOn(url, { timing: { idleMs: 150 } });
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    expect(statusesOf(await there.make([source]))).toEqual(['succeeded']);
  });

  it('is asked once what became of a picture, and answers when it is made', async () => {
    const waits: unknown[] = [];
    const body = await sharp({ create: { width: 12, height: 8, channels: 3, background: '#f00' } })
      .jpeg()
      .toBuffer();
    const { url, asked } = await startPretender({
      'GET /about': about,
      'POST /convert': accepted,
      'GET /convert/abc': (request, response) => {
        waits.push(request.headers['prefer']);
        done({ sizeBytes: body.length })(request, response);
      },
      'GET /convert/abc/output': (_request, response) => void response.end(body),
      'DELETE /convert/abc': removed,
    });
    const there = engineOn(url);
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    expect(await there.make([source])).toMatchObject([{ outputs: [{ sizeBytes: body.length }] }]);
    expect(waits).toEqual(['wait=10']);
    expect(asked.filter((what) => what === 'GET /convert/abc')).toHaveLength(1);
  });

  it('that never gets done is told to forget the picture, which is made here', async () => {
    const pending = json({
      submission_task_id: 'abc',
      submission_status: 'STARTED',
      submission_result: null,
      name: 'a.jpg',
      outputs: [],
      notes: [],
      error: null,
    });
    const { url, asked } = await startPretender({
      'GET /about': about,
      'POST /convert': accepted,
      'GET /convert/abc': pending,
      'DELETE /convert/abc': removed,
    });
    const there = engineOn(url, { timing: { patienceMs: 100 } });
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    expect(statusesOf(await there.make([source]))).toEqual(['succeeded']);
    await there.engine.close();
    expect(asked).toContain('DELETE /convert/abc');
  });

  it('that stops in the middle of a picture leaves nothing half', async () => {
    const { url } = await startPretender({
      'GET /about': about,
      'POST /convert': accepted,
      'GET /convert/abc': done({ sizeBytes: 5000 }),
      'GET /convert/abc/output': (_request, response) => {
        response.writeHead(200, { 'content-length': '5000' });
        response.write('half');
      },
      'DELETE /convert/abc': removed,
    });
    const there = engineOn(url, { timing: { idleMs: 150 } });
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    expect(statusesOf(await there.make([source]))).toEqual(['succeeded']);
    expect(readdirSync(join(there.folder, 'thumbnails'))).toEqual(['a.jpg']);
  });
});

describe('choosing', () => {
  it('this computer again stops what is on its way to the server', async () => {
    const { url, asked } = await startPretender({
      'GET /about': about,
      'POST /convert': () => undefined,
    });
    const there = engineOn(url, { timing: { idleMs: 600_000 } });
    await there.becomes('connected');
    const source = await putPicture(join(there.folder, 'a.jpg'));
    const made = there.make([source]);
    await expect.poll(() => asked).toContain('POST /convert');
    there.engine.setServer(null);
    expect(statusesOf(await made)).toEqual(['succeeded']);
    expect(there.engine.serverState()).toBeNull();
  });

  it('a server lets more pictures be under way than this computer makes', async () => {
    const { client } = await startService({ jobs: 8 });
    const there = engineOn(client.url);
    await there.becomes('connected');
    expect(there.engine.snapshot().queue.concurrency).toBe(16);
    there.engine.setConcurrency(2, 5);
    expect(there.engine.snapshot().queue.concurrency).toBe(5);
    there.engine.setServer(null);
    expect(there.engine.snapshot().queue.concurrency).toBe(2);
  });
});
