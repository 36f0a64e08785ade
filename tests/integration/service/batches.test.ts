import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import { json } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { endsOf } from '../../support/ends-of.ts';
import { startRedis } from '../../support/redis.ts';
import { Client, pictureBytes, type Sent, startService } from '../../support/service.ts';
import { startWorker } from '../../support/service-process.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const idOf = ({ body }: Sent) => String(body['submission_task_id']);
const sentAt = expect.stringMatching(/^Sent at \d\d:\d\d$/) as string;

async function sendAs(client: Client, fields: Record<string, string> = {}): Promise<string> {
  const sent = await client.send(await pictureBytes(), 'a.jpg', { fields });
  expect(sent.status).toBe(202);
  return idOf(sent);
}

/** The same from another address of this machine. */
async function sendFrom(localAddress: string, client: Client): Promise<string> {
  const form = new FormData();
  form.append('file', new Blob([Uint8Array.from(await pictureBytes())]), 'a.jpg');
  const body = new Response(form);
  const headers = { 'content-type': body.headers.get('content-type') ?? '' };
  const sending = request(`${client.url}/convert`, { method: 'POST', localAddress, headers });
  sending.end(Buffer.from(await body.arrayBuffer()));
  const [response] = (await once(sending, 'response')) as [IncomingMessage];
  const answer = (await json(response)) as Record<string, unknown>;
  return String(answer['submission_task_id']);
}

/** Batches, oldest first, each with the ids of its tasks. */
async function batchesOf(client: Client) {
  const { body } = await client.json('/batches');
  const { body: list } = await client.json('/tasks');
  const tasks = list['tasks'] as { id: string; batchId: string }[];
  return (body['batches'] as { id: string; title: string; preset: string }[])
    .toReversed()
    .map(({ id, title, preset }) => {
      const ids = tasks.filter(({ batchId }) => batchId === id).map((task) => task.id);
      return { title, preset, ids: ids.toReversed() };
    });
}

describe('uploads that name no batch', () => {
  test('are one batch for each client and recipe, beside those that name one', async () => {
    const { client } = await startService({ token: ['first-token', 'second-token'] });
    const other = new Client(client.url, 'second-token');
    const [web, named] = [{ preset: 'web' }, { batch: 'tuesday', preset: 'web' }];
    const ids = [
      await sendAs(client),
      await sendAs(client, web),
      await sendAs(client),
      await sendAs(other),
      await sendAs(client, web),
      await sendAs(client, named),
      await sendAs(client, { batch: 'tuesday' }),
      await sendAs(client, named),
    ];
    const some = (...wanted: number[]) => wanted.map((index) => ids[index]);
    expect(await batchesOf(client)).toEqual([
      { title: sentAt, preset: 'Thumbnail', ids: some(0, 2) },
      { title: sentAt, preset: 'Web set', ids: some(1, 4) },
      { title: sentAt, preset: 'Thumbnail', ids: some(3) },
      { title: 'tuesday', preset: 'Web set', ids: some(5, 7) },
      { title: 'tuesday', preset: 'Thumbnail', ids: some(6) },
    ]);
  });

  test('are one batch for each address without tokens, and for old clients', async () => {
    const { client } = await startService({ compat: true });
    const sent = [await sendAs(client), await sendFrom('127.0.0.2', client), await sendAs(client)];
    expect(await batchesOf(client)).toMatchObject([
      { title: sentAt, ids: [sent[0], sent[2]] },
      { title: sentAt, ids: [sent[1]] },
    ]);
  });

  test('are cancelled, removed and retried one by one', async () => {
    const { client, serving } = await startService();
    serving.service.engine.pause();
    const [kept, cancelled, removed] = [
      await sendAs(client),
      await sendAs(client),
      await sendAs(client),
    ];
    for (const id of [cancelled, removed])
      await client.fetch(`/convert/${id}`, { method: 'DELETE' });
    await client.fetch(`/convert/${removed}`, { method: 'DELETE' });
    const statusOf = async (id: string) =>
      (await client.json(`/convert/${id}`)).body['submission_status'];
    expect(await Promise.all([kept, cancelled, removed].map(statusOf))).toEqual([
      'PENDING',
      'REVOKED',
      undefined,
    ]);
    await client.json(`/tasks/${cancelled}/retry`, { method: 'POST' });
    serving.service.engine.resume();
    for (const id of [kept, cancelled]) await expect.poll(() => statusOf(id)).toBe('SUCCESS');
    expect(await batchesOf(client)).toMatchObject([{ ids: [kept, cancelled] }]);
    await client.fetch(`/convert/${kept}`, { method: 'DELETE' });
    expect(await batchesOf(client)).toMatchObject([{ ids: [cancelled] }]);
    const added = await sendAs(client);
    expect(await batchesOf(client)).toMatchObject([{ ids: [cancelled, added] }]);
  });

  test('are all made when the service starts anew in between, by two services of a farm too', async () => {
    const place = { redis: (await startRedis()).url, store: tempFolder() };
    const data = tempFolder();
    const first = await startService({ ...place, data });
    const before = [await sendAs(first.client), await sendAs(first.client)];
    await first.serving.close();
    const again = await startService({ ...place, data });
    const other = await startService({ ...place, data: tempFolder() });
    const after = [await sendAs(again.client), await sendAs(again.client)];
    const elsewhere = [await sendAs(other.client), await sendAs(other.client)];
    await startWorker(place);
    expect(await endsOf(again.client, [...before, ...after])).toEqual({ succeeded: 4 });
    expect(await endsOf(other.client, elsewhere)).toEqual({ succeeded: 2 });
    expect(await batchesOf(again.client)).toMatchObject([{ ids: before }, { ids: after }]);
    expect(await batchesOf(other.client)).toMatchObject([{ ids: elsewhere }]);
  });
});
