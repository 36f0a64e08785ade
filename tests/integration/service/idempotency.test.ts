import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, expect, test, vi } from 'vitest';
import { uploadKey } from '../../../src/service/store/keys.ts';
import { StoreUnavailableError } from '../../../src/service/store/store.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';

describe('an idempotency key', () => {
  test('makes one task of 50 parallel uploads', async () => {
    const { client, store } = await startService();
    const bytes = await pictureBytes();
    const headers = { 'idempotency-key': 'order-17' };
    const all = await Promise.all(
      Array.from({ length: 50 }, () => client.send(bytes, 'a.jpg', { headers })),
    );
    expect(new Set(all.map(({ status }) => status))).toEqual(new Set([202]));
    expect(new Set(all.map(({ body }) => body['submission_task_id'])).size).toBe(1);
    expect((await client.json('/tasks')).body['total']).toBe(1);
    expect(readdirSync(join(store, 'uploads'))).toHaveLength(1);
  });

  test('still means the same task when it is done and after a restart', async () => {
    const first = await startService();
    const bytes = await pictureBytes();
    const headers = { 'idempotency-key': 'order-18' };
    const { body } = await first.client.send(bytes, 'a.jpg', { headers });
    await first.client.settled(String(body['submission_task_id']));
    await first.serving.close();
    const second = await startService({ store: first.store });
    const again = await second.client.send(bytes, 'a.jpg', { headers });
    expect(again.body).toMatchObject({
      submission_task_id: body['submission_task_id'],
      submission_status: 'SUCCESS',
      submission_result: true,
    });
  });

  test('of many pictures leaves nothing of what it sends again and is not taken', async () => {
    const { client, store, serving } = await startService({ queueLimit: 4 });
    const { service } = serving;
    service.engine.pause();
    const bytes = Uint8Array.from(await pictureBytes());
    const send = async (count: number, key: string) => {
      const body = new FormData();
      for (let at = 0; at < count; at += 1) body.append('file', new Blob([bytes]), `${at}.jpg`);
      const headers = { 'idempotency-key': key };
      const sent = await client.json('/batches', { method: 'POST', body, headers });
      return { status: sent.status, tasks: sent.body['tasks'] as { submission_task_id: string }[] };
    };
    const kept = () =>
      readdirSync(store, { recursive: true, encoding: 'utf8' })
        .filter((path) => /^(?:uploads|incoming)./.test(path))
        .map((path) => basename(path))
        .toSorted();
    const forget = async (ids: readonly string[]) => {
      service.engine.remove(ids);
      await service.store.remove(ids.map(uploadKey));
    };
    const { tasks } = await send(3, 'noon');
    const [first = '', ...others] = tasks.map((task) => task.submission_task_id);
    await forget(others);
    expect((await send(2, 'night')).status).toBe(202);
    const there = kept();
    expect(there).toContain(first);
    expect((await send(3, 'noon')).status).toBe(429);
    expect(kept()).toEqual(there);

    await forget(there.filter((id) => id !== first));
    vi.spyOn(service.store, 'copy').mockRejectedValueOnce(new StoreUnavailableError('away'));
    expect((await send(3, 'noon')).status).toBe(503);
    expect(kept()).toEqual([first]);
    vi.spyOn(service.engine, 'flushed').mockRejectedValueOnce(new Error('the disk failed'));
    expect((await send(3, 'noon')).status).toBe(500);
    expect(kept()).toEqual([first]);
    expect((await client.json('/tasks')).body['total']).toBe(1);
    expect((await send(3, 'noon')).tasks).toEqual(tasks);
  });

  test('of one submitter is not another’s, and a refused upload does not use it up', async () => {
    const { client } = await startService({ token: ['first-token', 'second-token'] });
    const headers = { 'idempotency-key': 'same' };
    const refused = await client.send(Buffer.from('no picture'), 'a.jpg', { headers });
    expect(refused.status).toBe(415);
    const other = new Client(client.url, 'second-token');
    const mine = await client.send(await pictureBytes(1), 'a.jpg', { headers });
    const theirs = await other.send(await pictureBytes(2), 'a.jpg', { headers });
    expect([mine.status, theirs.status]).toEqual([202, 202]);
    expect(mine.body['submission_task_id']).not.toBe(theirs.body['submission_task_id']);
  });
});
