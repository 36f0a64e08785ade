import { Redis } from 'ioredis';
import { describe, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../support/free-port.ts';
import { startRedis } from '../../support/redis.ts';
import { Client, pictureBytes } from '../../support/service.ts';
import { startServiceProcess, startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const manyCount = 10;

/** Ids in the order in which workers took them. */
async function takenFrom(url: string): Promise<string[]> {
  const redis = new Redis(url);
  onTestFinished(() => redis.disconnect());
  const entries = await redis.xrange('thumbline:tasks:events', '-', '+');
  return entries.flatMap(([, fields]) => {
    const isTaken = fields[fields.indexOf('event') + 1] === 'active';
    return isTaken ? (fields[fields.indexOf('jobId') + 1] ?? '') : [];
  });
}

describe('fairness between submitters', () => {
  test('survives a service that is killed: turns, order and limits go on where they were', async () => {
    const { url: redis } = await startRedis();
    const place = { redis, store: tempFolder() };
    const port = String(await freePort());
    const words = ['--port', port, '--store', place.store, '--redis', redis];
    const people = ['--token', 'anna-token,ben-token', '--submitter-limit', String(manyCount + 1)];
    const first = await startServiceProcess([...words, ...people]);
    const anna = new Client(first.url, 'anna-token');
    const ben = new Client(first.url, 'ben-token');
    const many: string[] = [];
    for (let number = 0; number < manyCount; number += 1) many.push(await anna.sendPicture(number));
    first.signal('SIGKILL');
    await first.ended;

    await startServiceProcess([...words, ...people]);
    const last = await anna.sendPicture(manyCount);
    const single = await ben.sendPicture();
    expect((await anna.send(await pictureBytes())).status).toBe(429);
    await startWorker(place, ['--jobs', '1']);
    const done = async () => (await ben.json('/tasks?search=status:succeeded')).body['total'];
    await expect.poll(done).toBe(manyCount + 2);
    expect(await takenFrom(redis)).toEqual([many[0], single, ...many.slice(1), last]);
  });
});
