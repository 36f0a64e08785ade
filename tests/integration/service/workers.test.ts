import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startRedis } from '../../support/redis.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';
import { startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

type Listed = Record<string, unknown> & { readonly name: string; readonly jobs: number };

async function listed(client: Client): Promise<Listed[]> {
  return (await client.json('/workers')).body['workers'] as Listed[];
}

/** Asks until the workers are as wanted. */
async function whenWorkers(
  client: Client,
  areThere: (workers: readonly Listed[]) => boolean,
): Promise<Listed[]> {
  let workers: Listed[] = [];
  const ask = async () => {
    workers = await listed(client);
    return areThere(workers);
  };
  await expect.poll(ask).toBe(true);
  return workers;
}

const tell = (client: Client, name: string, jobs: unknown) =>
  client.json(`/workers/${encodeURIComponent(name)}`, {
    method: 'PATCH',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ jobs }),
  });

const end = (client: Client, name: string) =>
  client.json(`/workers/${encodeURIComponent(name)}`, { method: 'DELETE' });

const pictureCount = 12;

/**
 * Sends pictures while the queue is held, so that all of them wait when it is let go. Each has another recipe: of one recipe a
 * worker may be given several small ones at a time.
 */
async function makeMany(client: Client, queue: { pause(): void; resume(): void }) {
  queue.pause();
  const ids: string[] = [];
  for (let number = 0; number < pictureCount; number += 1) {
    const fields = { recipe: JSON.stringify({ outputs: [{ width: 10 + number }] }) };
    const { body } = await client.send(await pictureBytes(number), 'picture.jpg', { fields });
    ids.push(String(body['submission_task_id']));
  }
  queue.resume();
  for (const id of ids) await client.settled(id);
}

/** The most that were begun and not ended, in the order in which it happened. */
function mostAtOnce(happened: readonly ('begun' | 'ended')[]): number {
  let present = 0;
  return Math.max(...happened.map((what) => (present += what === 'begun' ? 1 : -1)));
}

/** What the service tells of the tasks it made itself since that number. */
async function happenedHere(client: Client, after: number): Promise<('begun' | 'ended')[]> {
  const happened: ('begun' | 'ended')[] = [];
  for await (const event of client.events(after)) {
    const [, status] = /"status":"(running|succeeded)"/.exec(event) ?? [];
    if (status) happened.push(status === 'running' ? 'begun' : 'ended');
    if (happened.length === 2 * pictureCount) break;
  }
  return happened;
}

/** What BullMQ wrote down last in Redis: the service itself hears of several at a time. */
async function happenedOnFarm(redis: Redis): Promise<('begun' | 'ended')[]> {
  const entries = await redis.xrange('thumbline:tasks:events', '-', '+');
  const happened = entries.flatMap(([, fields]) => {
    const event = fields[fields.indexOf('event') + 1];
    if (event === 'active') return 'begun' as const;
    return event === 'completed' ? ('ended' as const) : [];
  });
  return happened.slice(-2 * pictureCount);
}

describe('without a farm', () => {
  test('the service is its own worker, and is told how many pictures to make at once', async () => {
    const { client, serving } = await startService({ jobs: 1 });
    const { engine, changes } = serving.service;
    const most = async () => {
      const { lastNumber } = changes;
      await makeMany(client, engine);
      return mostAtOnce(await happenedHere(client, lastNumber));
    };
    expect(await most()).toBe(1);
    expect(await tell(client, 'service', 3)).toMatchObject({ status: 202, body: { jobs: 3 } });
    expect(await most()).toBe(3);
    expect(await listed(client)).toMatchObject([
      { name: 'service', status: 'ready', jobs: 3, processed: 24, failed: 0 },
    ]);
  });

  test('its own name is the only one, and a number out of bounds is not taken', async () => {
    const { client } = await startService();
    expect((await tell(client, 'nobody', 3)).status).toBe(404);
    for (const jobs of [0, 65, 1.5, '3', null]) {
      expect((await tell(client, 'service', jobs)).status).toBe(400);
    }
    expect(await listed(client)).toMatchObject([{ jobs: 2 }]);
    expect(await end(client, 'nobody')).toMatchObject({ status: 404 });
    expect(await end(client, 'service')).toMatchObject({
      status: 409,
      body: { error: { code: 'not-possible', message: expect.stringContaining('started') } },
    });
    expect(await listed(client)).toMatchObject([{ facts: { version: '0.0.0', lastFailures: [] } }]);
  });

  test('a read-only token may look at the workers and change none', async () => {
    const { client } = await startService({ token: ['full-token'], readOnlyToken: ['look-only'] });
    const reader = new Client(client.url, 'look-only');
    expect(await listed(reader)).toHaveLength(1);
    expect((await tell(reader, 'service', 3)).status).toBe(403);
    expect((await end(reader, 'service')).status).toBe(403);
  });
});

describe('a worker of a farm', () => {
  async function startFarm() {
    const redis = await startRedis();
    const place = { redis: redis.url, store: tempFolder() };
    const { client, serving } = await startService({ ...place, data: tempFolder() });
    const { ended } = await startWorker(place, ['--jobs', '1']);
    const [worker] = await whenWorkers(client, (workers) => workers.length === 1);
    const { engine } = serving.service;
    return { redis, place, client, name: worker?.name ?? '', engine, ended };
  }

  test('makes as many pictures at once as it is told, and fewer again', async () => {
    const { redis, client, name, engine } = await startFarm();
    const hand = new Redis(redis.url);
    onTestFinished(() => hand.disconnect());
    const most = async () => {
      await makeMany(client, engine);
      return mostAtOnce(await happenedOnFarm(hand));
    };
    expect(await most()).toBe(1);
    expect(await tell(client, name, 3)).toMatchObject({ status: 202, body: { name, jobs: 3 } });
    await whenWorkers(client, ([worker]) => worker?.jobs === 3);
    expect(await most()).toBe(3);
    await tell(client, name, 1);
    await whenWorkers(client, ([worker]) => worker?.jobs === 1);
    expect(await most()).toBe(1);
  });

  test('keeps to it when Redis was restarted', async () => {
    const { redis, client, name } = await startFarm();
    await tell(client, name, 3);
    await whenWorkers(client, ([worker]) => worker?.jobs === 3);
    await redis.restart();
    await expect.poll(async () => (await client.json('/readyz')).status).toBe(200);
    const id = await client.sendPicture();
    await client.settled(id);
    const [worker] = await whenWorkers(client, ([first]) => first?.['processed'] === 1);
    expect(worker).toMatchObject({ name, jobs: 3 });
  });

  test('is told when it comes back that it was told something while it was away', async () => {
    const { redis, client, name } = await startFarm();
    const hand = new Redis(redis.url);
    onTestFinished(() => hand.disconnect());
    const listeners = async () => (await hand.pubsub('NUMSUB', 'thumbline:jobs'))[1];
    await expect.poll(listeners).toBe(1);
    // Nobody hears this one: it is only written, as for a worker whose connection is broken.
    await hand.set(`thumbline:jobs:${name}`, JSON.stringify({ name, jobs: 5 }));
    await hand.call('CLIENT', 'KILL', 'TYPE', 'pubsub');
    expect(await whenWorkers(client, ([worker]) => worker?.jobs === 5)).toHaveLength(1);
  });

  test('does not follow nonsense, orders to others, or more than can be, and ends when asked', async () => {
    const { redis, client, name, ended } = await startFarm();
    const hand = new Redis(redis.url);
    onTestFinished(() => hand.disconnect());
    const orders = [
      'nonsense',
      JSON.stringify({ name, jobs: 1000 }),
      JSON.stringify({ name, jobs: -1 }),
      JSON.stringify({ name: 'another', jobs: 7 }),
      JSON.stringify({ name, jobs: 4 }),
    ];
    for (const order of orders) {
      // Until the worker hears it.
      await expect.poll(() => hand.publish('thumbline:jobs', order)).toBe(1);
    }
    await whenWorkers(client, ([worker]) => worker?.jobs !== 1);
    expect(await listed(client)).toMatchObject([{ name, jobs: 4 }]);
    await hand.publish('thumbline:end', 'another');
    const { status, body } = await client.send(Buffer.from([0xff, 0xd8, 0xff, 0xe0]), 'torn.jpg');
    expect(status).toBe(202);
    await client.settled(String(body['submission_task_id']));
    const told = await whenWorkers(client, ([worker]) => worker?.['failed'] === 1);
    const failure = { taskId: body['submission_task_id'], name: 'torn.jpg' };
    expect(told).toMatchObject([{ facts: { lastFailures: [failure] } }]);
    expect((await end(client, 'another')).status).toBe(404);
    expect(await end(client, name)).toMatchObject({ status: 202, body: { name } });
    expect(await ended).toBe(0);
  });

  test('cannot be told while Redis is away, and the caller hears so', async () => {
    const { redis, client, name } = await startFarm();
    redis.freeze();
    expect(await tell(client, name, 2)).toMatchObject({
      status: 503,
      body: { error: { code: 'redis-unavailable' } },
    });
    redis.thaw();
  });
});
