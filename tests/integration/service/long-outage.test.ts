// In a file of its own, so that it waits beside the others: the length of the outage is what it is about.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { endsOf } from '../../support/ends-of.ts';
import { startRedis } from '../../support/redis.ts';
import { type Client, pictureBytes, type Sent, startService } from '../../support/service.ts';
import { startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Longer than the 30 seconds after which a silent worker counts as dead. */
const outageMs = 40_000;
/** So many that workers are in the middle of some. */
const sentBefore = 80;
const sendEveryMs = 2000;
/** Twice those 30 seconds until every lost lock is noticed, beside the outage itself. */
const testMs = 180_000;

const idOf = ({ body }: Sent) => String(body['submission_task_id']);

/** Sends now and then for as long as Redis is away. */
async function sendThrough(client: Client, until: number): Promise<Sent[]> {
  const answers: Sent[] = [];
  for (let number = sentBefore; Date.now() < until; number += 1) {
    const headers = { 'idempotency-key': `sent-meanwhile-${number}` };
    answers.push(await client.send(await pictureBytes(number), 'meanwhile.jpg', { headers }));
    await pause(Math.min(sendEveryMs, Math.max(0, until - Date.now())));
  }
  return answers;
}

test(
  'Redis is silent for 40 seconds: all that was answered 202 before and meanwhile is made, once',
  { timeout: testMs },
  async () => {
    const redis = await startRedis();
    const place = { redis: redis.url, store: tempFolder() };
    const { client, serving } = await startService(place);
    const { workers, engine } = serving.service;
    await startWorker(place, ['--jobs', '2']);
    await startWorker(place, ['--jobs', '2']);
    engine.pause();
    const before: string[] = [];
    for (let number = 0; number < sentBefore; number += 1)
      before.push(await client.sendPicture(number));
    engine.resume();
    await endsOf(client, before.slice(0, 3));
    redis.freeze();
    expect(engine.monitor().runningCount).toBeGreaterThan(0);
    const meanwhile = await sendThrough(client, Date.now() + outageMs);
    expect(workers.list()).toEqual([]);
    redis.thaw();

    expect(meanwhile.length).toBeGreaterThan(5);
    for (const { status } of meanwhile) expect([202, 503]).toContain(status);
    const accepted = [...before, ...meanwhile.filter(({ status }) => status === 202).map(idOf)];
    expect(await endsOf(client, accepted)).toEqual({ succeeded: accepted.length });
    expect((await client.json('/tasks?limit=1')).body['total']).toBe(accepted.length);
    for (const folder of ['uploads', 'outputs']) {
      expect(readdirSync(join(place.store, folder)).toSorted()).toEqual(accepted.toSorted());
    }
    for (const id of accepted) {
      expect(readdirSync(join(place.store, 'outputs', id))).toEqual(['thumbnail.jpg']);
    }
    expect(workers.list()).toMatchObject([{ status: 'ready' }, { status: 'ready' }]);
  },
);
