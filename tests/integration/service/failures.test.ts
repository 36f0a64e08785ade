import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { endsOf } from '../../support/ends-of.ts';
import { expectOutputs, sendMany, startFarm } from '../../support/farm.ts';
import { freePort } from '../../support/free-port.ts';
import { startRedis } from '../../support/redis.ts';
import { Client, pictureBytes } from '../../support/service.ts';
import { startServiceProcess, startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const pictureCount = 40;
const sendSome = (client: Client) => sendMany(client, pictureCount);

/** Resolves when this many of them are there. */
async function someDone(client: Client, count: number): Promise<void> {
  let done = 0;
  for await (const event of client.events(0)) {
    if (event.includes('"status":"succeeded"')) done += 1;
    if (done >= count) return;
  }
}

/** Of a service that began anew: it tells of nothing that was done before, so that is asked for. */
async function allSucceed(client: Client, ids: readonly string[]): Promise<void> {
  const events = client.events(0);
  expect((await events.next()).value).toContain('event: reset');
  const open = new Set<string>();
  for (const id of ids) {
    const { body } = await client.json(`/convert/${id}`);
    if (body['submission_result'] === true) continue;
    expect(body['submission_status']).toMatch(/PENDING|STARTED|RETRY/);
    open.add(id);
  }
  if (open.size === 0) return void (await events.return(undefined));
  for await (const event of events) {
    expect(event).not.toMatch(/"status":"(?:failed|cancelled|skipped)"/);
    const [, id = ''] = /"id":"([0-9a-f]{32})".*"status":"succeeded"/.exec(event) ?? [];
    if (open.delete(id) && open.size === 0) return;
  }
  expect.fail('the service told no more of what was to be made');
}

describe('nothing that was answered 202 is lost when', () => {
  test('Redis loses its power and comes back', async () => {
    const { redis, place, client } = await startFarm(1);
    const ids = await sendSome(client);
    await someDone(client, 3);
    await redis.restart();
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('Redis is flushed', async () => {
    const { redis, place, client } = await startFarm(1);
    const ids = await sendSome(client);
    await someDone(client, 3);
    const hand = new Redis(redis.url);
    await hand.flushall();
    hand.disconnect();
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('every connection to Redis breaks in the middle of jobs', async () => {
    const { redis, place, client } = await startFarm(2);
    const ids = await sendSome(client);
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
    const ids = await sendSome(client);
    await someDone(client, 3);
    processes[0]?.signal('SIGKILL');
    await processes[0]?.ended;
    await startWorker(place);
    expect(await endsOf(client, ids)).toEqual({ succeeded: pictureCount });
    expectOutputs(place.store, ids);
  });

  test('a worker is asked to end: it makes what it has and takes no more', async () => {
    const { place, client, processes } = await startFarm(2);
    const ids = await sendSome(client);
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
    const ids = await sendSome(client);
    await someDone(client, 3);
    first.signal('SIGKILL');
    await first.ended;
    await startServiceProcess(words);
    await allSucceed(client, ids);
    expectOutputs(place.store, ids);
  });

  test('the service is killed, making the pictures itself', async () => {
    const store = tempFolder();
    const port = String(await freePort());
    const words = ['--port', port, '--store', store];
    const first = await startServiceProcess(words);
    const client = new Client(first.url);
    const ids = await sendSome(client);
    await someDone(client, 3);
    first.signal('SIGKILL');
    await first.ended;
    await startServiceProcess(words);
    await allSucceed(client, ids);
    expectOutputs(store, ids);
  });
});

describe('while Redis is away', () => {
  test('uploads are refused with 503 and are taken again when it is back', async () => {
    const { redis, client } = await startFarm(0);
    await redis.kill();
    const readiness = async () => (await client.json('/readyz')).status;
    await expect.poll(readiness).toBe(503);
    const refused = await client.send(await pictureBytes());
    expect([refused.status, refused.body['error']]).toMatchObject([
      503,
      { code: 'redis-unavailable' },
    ]);
    expect(refused.headers.get('retry-after')).toBe('10');
    await redis.restart();
    await expect.poll(readiness).toBe(200);
    expect((await client.send(await pictureBytes())).status).toBe(202);
  });
});

test('a service ends although the connection that follows its jobs was cut just before', async () => {
  const { redis, serving } = await startFarm(0);
  const hand = new Redis(redis.url);
  onTestFinished(() => hand.disconnect());
  const follower = async () => {
    const clients = String(await hand.client('LIST')).split('\n');
    return clients.find((client) => / cmd=xread /.test(client));
  };
  await expect.poll(follower).toBeDefined();
  const [, id = ''] = /^id=(\d+)/.exec((await follower()) ?? '') ?? [];
  await hand.client('KILL', 'ID', id);
  await serving.close();
});
