import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { startRedis } from '../../support/redis.ts';
import { Client, startService } from '../../support/service.ts';
import { startServiceProcess, startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

async function sendMany(client: Client, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let number = 0; number < count; number += 1) ids.push(await client.sendPicture(number));
  return ids;
}

function handOn(url: string): Redis {
  const hand = new Redis(url);
  onTestFinished(() => hand.disconnect());
  return hand;
}

interface Start {
  /** When a worker asked for a picture. */
  readonly askedAt: number;
  /** When Redis gave it out, by its own clock, which decides. */
  readonly givenAt: number;
}

async function startsOf(redis: Redis): Promise<Start[]> {
  const entries = await redis.xrange('thumbline:tasks:events', '-', '+');
  const given = entries.filter(([, fields]) => fields[fields.indexOf('event') + 1] === 'active');
  return Promise.all(
    given.map(async ([id, fields]) => {
      const job = `thumbline:tasks:${fields[fields.indexOf('jobId') + 1]}`;
      const askedAt = Number(await redis.hget(job, 'processedOn'));
      return { askedAt, givenAt: Number(id.split('-')[0]) };
    }),
  );
}

describe('a farm with a start rate', () => {
  test('begins no more pictures in a second, however many workers there are', async () => {
    const { url: redis } = await startRedis();
    const place = { redis, store: tempFolder() };
    const { client, serving } = await startService({ ...place, startRate: 5 });
    serving.service.engine.pause();
    const ids = await sendMany(client, 12);
    await Promise.all([startWorker(place), startWorker(place)]);
    serving.service.engine.resume();
    for (const id of ids) await client.settled(id);
    const starts = await startsOf(handOn(redis));
    expect(starts).toHaveLength(12);
    // However long Redis was held up: the first second begins no earlier than the first is asked for, and a start is noted no
    // earlier than it is allowed. A key of Redis may go a few milliseconds before its second is over.
    const since = starts[0]?.askedAt ?? 0;
    expect((starts[5]?.givenAt ?? 0) - since).toBeGreaterThan(990);
    expect((starts[10]?.givenAt ?? 0) - since).toBeGreaterThan(1980);
  });

  test('is not held back any more by what an earlier service asked for', async () => {
    const { url: redis } = await startRedis();
    const place = { redis, store: tempFolder() };
    const first = await startService({ ...place, startRate: 1 });
    await startWorker(place);
    await first.client.settled(await first.client.sendPicture());
    expect(await first.serving.service.farm?.queue.getGlobalRateLimit()).toMatchObject({ max: 1 });
    await first.serving.close();
    const second = await startService(place);
    await second.client.settled(await second.client.sendPicture());
    expect(await second.serving.service.farm?.queue.getGlobalRateLimit()).toBeNull();
  });
});

describe('a farm that is held', () => {
  test('stays so when Redis is flushed, and then goes on', async () => {
    const { url: redis } = await startRedis();
    const place = { redis, store: tempFolder() };
    const { client, serving } = await startService(place);
    const { engine, farm } = serving.service;
    await startWorker(place);
    await client.settled(await client.sendPicture(1));
    engine.pause();
    const id = await client.sendPicture(2);
    const stateIn = () => farm?.queue.getJobState(id);
    await expect.poll(stateIn).not.toBe('unknown');
    await handOn(redis).flushall();
    await expect.poll(stateIn).not.toBe('unknown');
    expect(await farm?.queue.isPaused()).toBe(true);
    expect((await client.json(`/convert/${id}`)).body['submission_status']).toBe('PENDING');
    engine.resume();
    expect(await client.settled(id)).toMatchObject({ submission_result: true });
  });

  test('goes on when the service that held it was killed and is there again', async () => {
    const { url: redis } = await startRedis();
    const place = { redis, store: tempFolder() };
    const port = String(await freePort());
    const words = ['--port', port, '--store', place.store, '--redis', redis];
    const first = await startServiceProcess(words);
    const client = new Client(first.url);
    await client.json('/app/request/queue:pause', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    const hand = handOn(redis);
    await expect.poll(() => hand.hexists('thumbline:tasks:meta', 'paused')).toBe(1);
    first.signal('SIGKILL');
    await first.ended;
    await startServiceProcess(words);
    await startWorker(place);
    expect(await client.settled(await client.sendPicture())).toMatchObject({
      submission_result: true,
    });
  });
});
