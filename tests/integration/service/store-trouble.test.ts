import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { jobOptions } from '../../../src/service/farm/job-queue.ts';
import type { Service } from '../../../src/service/service.ts';
import { StoreUnavailableError } from '../../../src/service/store/store.ts';
import { startObjectStorage } from '../../support/object-storage.ts';
import { freePort } from '../../support/free-port.ts';
import { startRedis } from '../../support/redis.ts';
import { type Client, pictureBytes, startService } from '../../support/service.ts';
import { startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const failed = {
  submission_status: 'FAILURE',
  submission_result: null,
  outputs: [],
  error: {
    code: 'store-unavailable',
    message:
      'The service could not reach the place where it keeps pictures. Retry when that works again.',
  },
};

/** Lets no job wait for its next try until the task has ended; answers with what is then said of it. */
async function endedSoon(client: Client, { farm }: Service, id: string) {
  let isOver = false;
  const ending = client.settled(id).finally(() => {
    isOver = true;
  });
  const goOn = async () => {
    await farm?.queue.promoteJobs();
    return isOver;
  };
  await expect.poll(goOn).toBe(true);
  return ending;
}

describe('a store that stays away', () => {
  test('ends the task after all tries on the farm, in one plain line, and a retry makes it', async () => {
    const redis = await startRedis();
    const place = { redis: redis.url, store: tempFolder() };
    const { client, serving } = await startService({ ...place, data: tempFolder() });
    const { service } = serving;
    await startWorker(place);
    const blocked = join(place.store, 'outputs');
    writeFileSync(blocked, 'a file where a folder should be');
    const id = await client.sendPicture();
    expect(await endedSoon(client, service, id)).toMatchObject(failed);
    expect((await service.farm?.queue.getJob(id))?.attemptsMade).toBe(jobOptions.attempts);
    const counted = await (await client.fetch('/metrics')).text();
    expect(counted).toContain('thumbline_task_failures_total{code="store-unavailable"} 1');

    rmSync(blocked);
    expect((await client.json(`/tasks/${id}/retry`, { method: 'POST' })).status).toBe(202);
    const statuses = new Set<unknown>();
    const poll = async () => {
      const { body } = await client.json(`/convert/${id}`);
      statuses.add(body['submission_status']);
      return body['submission_result'];
    };
    await expect.poll(poll).toBe(true);
    expect(['PENDING', 'STARTED', 'RETRY', 'SUCCESS']).toEqual(
      expect.arrayContaining([...statuses]),
    );
  });

  test('says the same of object storage', async () => {
    const redis = await startRedis();
    const place = { redis: redis.url, store: await startObjectStorage() };
    const { client, serving } = await startService({ ...place, data: tempFolder() });
    const id = await client.sendPicture();
    // Where this worker looks, there is nobody.
    vi.stubEnv('AWS_ENDPOINT_URL_S3', `http://127.0.0.1:${await freePort()}`);
    await startWorker(place);
    expect(await endedSoon(client, serving.service, id)).toMatchObject(failed);
    const job = await serving.service.farm?.queue.getJob(id);
    expect(job?.attemptsMade).toBe(jobOptions.attempts);
  });

  test('says the same without a farm, and tells nobody where it is on this machine', async () => {
    const { client, store } = await startService();
    writeFileSync(join(store, 'outputs'), 'a file where a folder should be');
    const id = await client.sendPicture();
    expect(await client.settled(id)).toMatchObject(failed);
    const seen = await client.fetch(`/app/request/task:list?input={"after":-1,"limit":10}`);
    expect(await seen.text()).not.toContain(store);
    const { body } = await client.json('/monitor');
    expect(body['failures']).toMatchObject([{ failure: { code: 'store-unavailable' }, count: 1 }]);
  });

  test('is also one without the bucket: nothing is taken, and the service is not ready', async () => {
    const redis = await startRedis();
    await startObjectStorage();
    const place = { redis: redis.url, store: 's3://no-such-bucket', data: tempFolder() };
    const { client } = await startService(place);
    const sent = await client.json('/readyz');
    expect([sent.status, sent.body['error']]).toMatchObject([503, { code: 'store-unavailable' }]);
    expect((await client.send(await pictureBytes())).status).toBe(503);
  });
});

describe('a store that lets go of nothing', () => {
  async function started(queueLimit: number) {
    const { client, serving } = await startService({ queueLimit });
    serving.service.engine.pause();
    const away = new StoreUnavailableError('away');
    vi.spyOn(serving.service.store, 'remove').mockRejectedValue(away);
    const headers = { 'idempotency-key': 'monday' };
    const bytes = await pictureBytes();
    const send = (count: number) => {
      const body = new FormData();
      for (let at = 0; at < count; at += 1)
        body.append('file', new Blob([Uint8Array.from(bytes)]), `${at}.jpg`);
      return client.json('/batches', { method: 'POST', body, headers });
    };
    return { send };
  }

  test('hides neither the tasks that were made of a request nor why it was refused', async () => {
    const { send } = await started(3);
    const first = await send(2);
    expect([first.status, first.body['tasks']]).toMatchObject([202, { length: 2 }]);
    const again = await send(2);
    expect([again.status, again.body['tasks']]).toEqual([202, first.body['tasks']]);
    expect((await send(1)).body).toMatchObject({ error: { code: 'key-reused' } });
  });
});
