import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { endsOf } from '../../support/ends-of.ts';
import { freePort, startRedis } from '../../support/redis.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';
import { startServiceProcess, startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const pictureCount = 40;

async function sendMany(client: Client, count = pictureCount): Promise<string[]> {
  const bytes = await pictureBytes();
  const ids: string[] = [];
  for (let at = 0; at < count; at += 10) {
    const some = Array.from({ length: Math.min(10, count - at) }, () => client.send(bytes));
    for (const { status, body } of await Promise.all(some)) {
      expect(status).toBe(202);
      ids.push(String(body['submission_task_id']));
    }
  }
  return ids;
}

/** Resolves when this many of them are there. */
async function someDone(client: Client, count: number): Promise<void> {
  let done = 0;
  for await (const event of client.events(0)) {
    if (event.includes('"status":"succeeded"')) done += 1;
    if (done >= count) return;
  }
}

function expectOutputs(store: string, ids: readonly string[]): void {
  expect(readdirSync(join(store, 'outputs')).toSorted()).toEqual(ids.toSorted());
  for (const id of ids) expect(readdirSync(join(store, 'outputs', id))).toEqual(['thumbnail.jpg']);
}

async function startFarm(workers: number) {
  const redis = await startRedis();
  const place = { redis: redis.url, store: tempFolder() };
  const { client, serving } = await startService(place);
  const processes = await Promise.all(
    Array.from({ length: workers }, () => startWorker(place, ['--jobs', '1'])),
  );
  return { redis, place, client, serving, processes };
}

describe('nothing that was answered 202 is lost when', () => {
  test('Redis loses its power and comes back', async () => {
    const { redis, place, client } = await startFarm(1);
    const ids = await sendMany(client);
    await someDone(client, 3);
    await redis.restart();
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('Redis is flushed', async () => {
    const { redis, place, client } = await startFarm(1);
    const ids = await sendMany(client);
    await someDone(client, 3);
    const hand = new Redis(redis.url);
    await hand.flushall();
    hand.disconnect();
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('Redis stops answering for longer than a worker’s lock, in the middle of jobs', async () => {
    const { redis, place, client } = await startFarm(2);
    const ids = await sendMany(client);
    await someDone(client, 3);
    redis.freeze();
    // Longer than the two seconds after which a silent worker counts as dead.
    await new Promise((resolve) => setTimeout(resolve, 3000));
    redis.thaw();
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('every connection to Redis breaks in the middle of jobs', async () => {
    const { redis, place, client } = await startFarm(2);
    const ids = await sendMany(client);
    const hand = new Redis(redis.url);
    onTestFinished(() => hand.disconnect());
    await someDone(client, 3);
    await hand.call('CLIENT', 'KILL', 'TYPE', 'normal');
    await someDone(client, 6);
    await hand.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    await hand.call('CLIENT', 'KILL', 'TYPE', 'normal');
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('a worker is killed and another goes on', async () => {
    const { place, client, processes } = await startFarm(1);
    const ids = await sendMany(client);
    await someDone(client, 3);
    processes[0]?.signal('SIGKILL');
    await processes[0]?.ended;
    await startWorker(place);
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('two of three workers are killed at work', async () => {
    const { place, client, processes } = await startFarm(3);
    const ids = await sendMany(client, 400);
    for (const process of processes.slice(0, 2)) {
      await someDone(client, 20);
      process.signal('SIGKILL');
      await process.ended;
    }
    expect(await endsOf(client, ids)).toEqual({ succeeded: 400 });
    expectOutputs(place.store, ids);
    expect((await client.json('/tasks?limit=1')).body['total']).toBe(400);
  });

  test('a worker is asked to end: it makes what it has and takes no more', async () => {
    const { place, client, processes } = await startFarm(2);
    const ids = await sendMany(client);
    await someDone(client, 3);
    processes[0]?.signal('SIGTERM');
    expect(await processes[0]?.ended).toBe(0);
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('the service is killed, with a farm', async () => {
    const redis = await startRedis();
    const place = { redis: redis.url, store: tempFolder() };
    const port = String(await freePort());
    const words = ['--port', port, '--store', place.store, '--redis', place.redis];
    const first = await startServiceProcess(words);
    await startWorker(place, ['--jobs', '1']);
    const client = new Client(first.url);
    const ids = await sendMany(client);
    await someDone(client, 3);
    first.signal('SIGKILL');
    await first.ended;
    await startServiceProcess(words);
    for (const id of ids) await finalStatus(client, id);
    expectOutputs(place.store, ids);
  });

  test('the service is killed, making the pictures itself', async () => {
    const store = tempFolder();
    const port = String(await freePort());
    const words = ['--port', port, '--store', store];
    const first = await startServiceProcess(words);
    const client = new Client(first.url);
    const ids = await sendMany(client);
    await someDone(client, 3);
    first.signal('SIGKILL');
    await first.ended;
    await startServiceProcess(words);
    for (const id of ids) await finalStatus(client, id);
    expectOutputs(store, ids);
  });
});

describe('while Redis is away', () => {
  test('uploads are refused with 503 and are taken again when it is back', async () => {
    const { redis, client } = await startFarm(0);
    await redis.kill();
    while ((await client.json('/readyz')).status === 200);
    const refused = await client.send(await pictureBytes());
    expect([refused.status, refused.body['error']]).toMatchObject([
      503,
      { code: 'redis-unavailable' },
    ]);
    expect(refused.headers.get('retry-after')).toBe('10');
    await redis.restart();
    while ((await client.json('/readyz')).status !== 200);
    expect((await client.send(await pictureBytes())).status).toBe(202);
  });
});

/** Asks until the task has succeeded. */
async function finalStatus(client: Client, id: string): Promise<void> {
  let { body } = await client.json(`/convert/${id}`);
  while (body['submission_result'] !== true) {
    expect(body['submission_status']).toMatch(/PENDING|STARTED|RETRY/);
    ({ body } = await client.json(`/convert/${id}`));
  }
}
