import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
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
