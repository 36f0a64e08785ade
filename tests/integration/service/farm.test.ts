import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { createNodeLauncher } from '../../../src/engine/index.ts';
import { createHelpers } from '../../../src/service/processes.ts';
import { endsOf } from '../../support/ends-of.ts';
import { startWorkerHere } from '../../support/farm.ts';
import { startObjectStorage } from '../../support/object-storage.ts';
import { startRedis } from '../../support/redis.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';
import { startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function startFarm({ workers = 1, store = tempFolder() } = {}) {
  const redis = await startRedis();
  const place = { redis: redis.url, store };
  const service = await startService({ ...place, data: tempFolder() });
  const processes = await Promise.all(
    Array.from({ length: workers }, () => startWorker(place, ['--jobs', '2'])),
  );
  return { ...service, redis, place, processes };
}

describe('a farm', () => {
  test('takes a picture from PENDING to SUCCESS in another process', async () => {
    const { client, store, serving } = await startFarm();
    const sent = await client.send(await pictureBytes(), 'a.jpg', { fields: { preset: 'web' } });
    expect([sent.status, sent.body['submission_status']]).toEqual([202, 'PENDING']);
    const id = String(sent.body['submission_task_id']);
    const done = await client.settled(id);
    expect(done).toMatchObject({ submission_status: 'SUCCESS', submission_result: true });
    expect(done['outputs']).toHaveLength(6);
    const workers = serving.service.farm?.workers.list().map(({ name }) => name);
    const attempts = serving.service.engine.detail(id)?.attempts.map(({ worker }) => worker);
    expect(attempts).toEqual(workers);
    expect(readdirSync(join(store, 'outputs', id))).toHaveLength(6);
    const picture = await client.fetch(`/convert/${id}/output/small-webp`);
    expect(picture.headers.get('content-type')).toBe('image/webp');

    // In one request, all the same.
    const query = '/convert?wait=60&name=b.jpg&preset=web';
    const bytes = Uint8Array.from(await pictureBytes(1));
    const body = { method: 'POST', headers: { 'content-type': 'image/jpeg' }, body: bytes };
    const waited = await client.fetch(query, body);
    expect([waited.status, waited.headers.get('content-type')]).toEqual([200, 'application/zip']);
    await waited.body?.cancel();

    // The picture of a watermark is in Redis once, and not in every job.
    const red = sharp({ create: { width: 300, height: 300, channels: 3, background: '#ff0000' } });
    const data = (await red.png({ compressionLevel: 0 }).toBuffer()).toString('base64');
    const watermark = { kind: 'picture', data, size: 100, opacity: 100, margin: 0 };
    const recipe = JSON.stringify({ outputs: [{ width: 20, format: 'png' }], watermark });
    for (const name of ['b.jpg', 'c.jpg']) {
      const { body } = await client.send(await pictureBytes(), name, { fields: { recipe } });
      const marked = String(body['submission_task_id']);
      expect(await client.settled(marked)).toMatchObject({ submission_status: 'SUCCESS' });
      const job = await serving.service.farm?.queue.getJob(marked);
      expect(JSON.stringify(job?.data).length).toBeLessThan(3000);
      const [output] = readdirSync(join(store, 'outputs', marked));
      const made = await sharp(join(store, 'outputs', marked, output ?? '')).stats();
      expect(made.channels[0]?.max).toBe(255);
      expect(made.channels[1]?.min).toBe(0);
    }
  });

  test('tries what the picture is at fault for once, and says so plainly', async () => {
    const { client, serving } = await startFarm();
    const half = (await pictureBytes()).subarray(0, 60);
    const { body } = await client.send(half, 'half.jpg');
    const id = String(body['submission_task_id']);
    const done = await client.settled(id);
    expect(done['submission_status']).toBe('FAILURE');
    expect(done['error']).toMatchObject({ code: expect.stringMatching(/^image-/) as string });
    const job = await serving.service.farm?.queue.getJob(id);
    expect(job?.attemptsMade).toBe(1);
    // Kept in the raw view, too, with its reason.
    expect(await job?.getState()).toBe('failed');
    expect(JSON.parse(job?.failedReason ?? '')).toMatchObject({
      failure: { code: (done['error'] as { code: string }).code },
    });
    expect(serving.service.engine.detail(id)?.attempts).toMatchObject([
      { worker: expect.stringMatching(/./) as string },
    ]);
  });

  test('says of a picture whose upload is gone that it is missing, after one try', async () => {
    const { client, serving } = await startFarm();
    const { engine, farm, store } = serving.service;
    engine.pause();
    const id = await client.sendPicture();
    await store.remove([`uploads/${id}`]);
    engine.resume();
    expect(await client.settled(id)).toMatchObject({
      submission_status: 'FAILURE',
      error: { code: 'file-missing' },
    });
    expect((await farm?.queue.getJob(id))?.attemptsMade).toBe(1);
  });

  test('tries again later what the store is at fault for', async () => {
    const { client, serving, store } = await startFarm();
    const blocked = join(store, 'outputs');
    writeFileSync(blocked, 'a file where a folder should be');
    const id = await client.sendPicture();
    const queue = serving.service.farm?.queue;
    await expect.poll(() => queue?.getJobState(id)).toBe('delayed');
    expect((await client.json(`/convert/${id}`)).body).toMatchObject({ error: null });
    rmSync(blocked);
    expect(await client.settled(id)).toMatchObject({ submission_result: true });
    expect((await queue?.getJob(id))?.attemptsMade).toBeGreaterThan(1);
  });

  test('leaves the jobs to others when nothing can be started here, and says so once', async () => {
    const { client, serving, place } = await startFarm({ workers: 0 });
    const nodePath = join(tempFolder(), 'no-node');
    const launcher = createNodeLauncher({ nodePath, workerEntry: nodePath });
    const unable = await startWorkerHere(place, { ...createHelpers(nodePath), launcher });
    const first = await client.sendPicture(1);
    await expect.poll(() => unable.told).toHaveLength(1);
    await startWorker(place);
    expect(await endsOf(client, [first, await client.sendPicture(2)])).toEqual({ succeeded: 2 });
    expect((await serving.service.farm?.queue.getJob(first))?.attemptsMade).toBe(1);
    const says = expect.stringContaining('It takes no jobs until it can') as string;
    expect(unable).toEqual({ complaints: [], told: [says] });
  });

  test('makes a failed task again when it is retried', async () => {
    const { client, serving, processes, place } = await startFarm();
    processes[0]?.signal('SIGTERM');
    expect(await processes[0]?.ended).toBe(0);
    const id = await client.sendPicture(3);
    const { store } = serving.service;
    await store.remove([`uploads/${id}`]);
    await startWorker(place);
    expect((await client.settled(id))['error']).toMatchObject({ code: 'file-missing' });
    const { Readable } = await import('node:stream');
    await store.write(`uploads/${id}`, Readable.from([await pictureBytes(3)]));
    const { number } = (await client.json('/tasks')).body;
    await client.json(`/tasks/${id}/retry`, { method: 'POST' });
    for await (const event of client.events(Number(number))) {
      if (/"status":"(succeeded|failed)"/.test(event)) break;
    }
    expect((await client.json(`/convert/${id}`)).body).toMatchObject({ submission_result: true });
  });

  test('drops a cancelled task before and while it is made', async () => {
    const { client, processes, place } = await startFarm();
    processes[0]?.signal('SIGTERM');
    await processes[0]?.ended;
    const id = await client.sendPicture();
    await client.json(`/convert/${id}`, { method: 'DELETE' });
    const next = await client.sendPicture(2);
    await startWorker(place);
    await client.settled(next);
    expect((await client.json(`/convert/${id}`)).body['submission_status']).toBe('REVOKED');
    expect(readdirSync(join(place.store, 'outputs'))).toEqual([next]);
  });

  test('makes nothing of a job that is none of ours, and goes on', async () => {
    const { client, serving } = await startFarm();
    const queue = serving.service.farm?.queue;
    const strange = await queue?.add('make', { recipe: 'rm -rf /' }, { jobId: 'strange' });
    const id = await client.sendPicture();
    expect(await client.settled(id)).toMatchObject({ submission_result: true });
    expect(await strange?.getState()).toBe('failed');
    expect((await client.json('/convert/strange')).status).toBe(404);
  });

  test('keeps uploads and outputs in object storage', async () => {
    const { client, serving } = await startFarm({ store: await startObjectStorage() });
    const id = await client.sendPicture();
    expect(await client.settled(id)).toMatchObject({ submission_result: true });
    const picture = await client.fetch(`/convert/${id}/output`);
    expect((await sharp(await picture.bytes()).metadata()).width).toBe(30);
    const ask = (channel: string, input: unknown) =>
      client.json(`/app/request/${channel}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ input }),
      });
    const recipe = { outputs: [{ name: 'small', width: 15 }] };
    const preview = await ask('recipe:preview', { taskId: id, recipe, output: 0 });
    expect(preview.body).toMatchObject({ ok: true, value: { width: 15 } });
    const again = await ask('task:run-again', { taskIds: [id], recipe });
    expect(again.body).toMatchObject({ ok: true, value: { acceptedCount: 1, refused: [] } });
    const { body } = await client.json('/tasks?limit=1');
    const [newest] = body['tasks'] as { id: string }[];
    const taskIds = [id, newest?.id ?? ''];
    const made = await client.settled(taskIds[1] ?? '');
    expect(made['outputs']).toMatchObject([{ name: 'small', width: 15 }]);
    for (const taskId of taskIds) {
      expect((await client.fetch(`/convert/${taskId}`, { method: 'DELETE' })).status).toBe(204);
    }
    const left: string[] = [];
    for await (const { key } of serving.service.store.list('')) left.push(key);
    expect(left).toEqual([]);
  });

  test('shows its queue’s raw view to those with a token, and lets nobody change it there', async () => {
    const redis = await startRedis();
    const place = { redis: redis.url, store: tempFolder(), token: ['raw-view-token'] };
    const { client, serving } = await startService(place);
    const id = await client.sendPicture();
    // It is answered before Redis has it.
    await expect.poll(() => serving.service.farm?.queue.getJobState(id)).toBe('prioritized');
    expect((await new Client(client.url).fetch('/queues')).status).toBe(401);
    expect(await (await client.fetch('/queues')).text()).toContain('<html');
    const { body } = await client.json('/queues/api/queues?activeQueue=tasks&status=latest');
    const [queue] = body['queues'] as { readOnlyMode: boolean; jobs: { id: string }[] }[];
    expect(queue).toMatchObject({ readOnlyMode: true, jobs: [{ id }] });
  });

  test('is told by the monitor what its workers do', async () => {
    const { serving, client } = await startFarm({ workers: 2 });
    const { workers } = serving.service;
    await expect.poll(() => workers.list()).toMatchObject([{ jobs: 2 }, { jobs: 2 }]);
    const { body } = await client.json('/monitor');
    expect(body['workers']).toHaveLength(4);
    expect(body['farm']).toMatchObject([{ processed: 0, status: 'ready' }, { failed: 0 }]);
  });
});
