import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { StoreUnavailableError } from '../../../src/service/store/store.ts';
import { pictureBytes, startService } from '../../support/service.ts';
import { signalLiving } from '../../support/signal-living.ts';

describe('a picture sent to the service', () => {
  test('is accepted before anything is decoded, and is there when polling says so', async () => {
    const { client } = await startService();
    const sent = await client.send(await pictureBytes());
    const id = String(sent.body['submission_task_id']);
    expect(sent.status).toBe(202);
    expect(sent.body).toEqual({
      submission_task_id: id,
      submission_status: 'PENDING',
      status: 'PENDING',
      submission_result: null,
    });
    expect(id).toMatch(/^[0-9a-f]{32}$/);
    const seen = new Set<unknown>();
    let polled = await client.json(`/convert/${id}`);
    const poll = async () => {
      if (polled.body['submission_result'] === null) seen.add(polled.body['submission_status']);
      polled = await client.json(`/convert/${id}`);
      return polled.body['submission_result'];
    };
    await expect.poll(poll).not.toBeNull();
    expect(['PENDING', 'STARTED']).toEqual(expect.arrayContaining([...seen]));
    expect(polled.body).toEqual({
      submission_task_id: id,
      submission_status: 'SUCCESS',
      submission_result: true,
      name: 'picture.jpg',
      error: null,
      notes: ['original-kept'],
      outputs: [
        {
          name: 'thumbnail',
          url: `/convert/${id}/output/thumbnail`,
          width: 30,
          height: 20,
          format: 'jpeg',
          sizeBytes: expect.any(Number) as number,
        },
      ],
    });
  });

  test('gives its output with the right type, an ETag and no guessing', async () => {
    const { client } = await startService();
    const id = await client.sendPicture();
    await client.settled(id);
    const response = await client.fetch(`/convert/${id}/output`);
    expect(response.headers.get('content-type')).toBe('image/jpeg');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    const { width, height } = await sharp(await response.bytes()).metadata();
    expect([width, height]).toEqual([30, 20]);
    const etag = response.headers.get('etag') ?? '';
    const again = await client.fetch(`/convert/${id}/output/thumbnail`, {
      headers: { 'if-none-match': etag },
    });
    expect(again.status).toBe(304);
    for (const known of [`W/${etag}`, `"older", ${etag}`, '*', '"older"']) {
      const headers = { 'if-none-match': known };
      const { status } = await client.fetch(`/convert/${id}/output`, { headers });
      expect([known, status]).toEqual([known, known === '"older"' ? 200 : 304]);
    }
    expect((await client.fetch(`/convert/${id}/output/other`)).status).toBe(404);
  });

  test('is stored under its id; its name is only data', async () => {
    const { client, store } = await startService();
    const { body } = await client.send(await pictureBytes(), '../../etc/pass\u202Ewd.jpg');
    const id = String(body['submission_task_id']);
    const { name } = await client.settled(id);
    expect(name).toBe('pass\u202Ewd.jpg');
    expect(readdirSync(join(store, 'uploads'))).toEqual([id]);
    expect(readdirSync(join(store, 'outputs', id))).toEqual(['thumbnail.jpg']);
    expect(readdirSync(join(store, 'incoming'))).toEqual([]);
  });

  test('is made with the preset or the recipe that was asked for', async () => {
    const { client } = await startService();
    const web = await client.send(await pictureBytes(), 'a.jpg', { fields: { preset: 'web' } });
    const outputs = [{ name: 'tiny', width: 8, format: 'png' }];
    const own = await client.send(await pictureBytes(), 'b.jpg', {
      fields: { recipe: JSON.stringify({ version: 1, outputs }) },
    });
    const webDone = await client.settled(String(web.body['submission_task_id']));
    const ownDone = await client.settled(String(own.body['submission_task_id']));
    expect(webDone['outputs']).toHaveLength(6);
    expect(ownDone['outputs']).toMatchObject([{ name: 'tiny', width: 8, format: 'png' }]);
  });

  test('can be an icon for Windows and one for the Mac', async () => {
    const { client } = await startService();
    const recipe = { outputs: ['ico', 'icns'].map((name) => ({ name, width: 32, format: name })) };
    const { body } = await client.send(await pictureBytes(), 'a.jpg', {
      fields: { recipe: JSON.stringify(recipe) },
    });
    const id = String(body['submission_task_id']);
    await client.settled(id);
    const typeOf = async (name: string) =>
      (await client.fetch(`/convert/${id}/output/${name}`)).headers.get('content-type');
    expect(await typeOf('ico')).toBe('image/x-icon');
    expect(await typeOf('icns')).toBe('image/icns');
  });

  test('that cannot be read ends as FAILURE with one plain line', async () => {
    const { client } = await startService();
    const half = (await pictureBytes()).subarray(0, 60);
    const { body } = await client.send(half, 'half.jpg');
    const done = await client.settled(String(body['submission_task_id']));
    expect(done).toMatchObject({ submission_status: 'FAILURE', submission_result: null });
    expect(done['error']).toEqual({
      code: expect.stringMatching(/^image-(truncated|corrupt)$/) as string,
      message: expect.stringMatching(/^[^\n]{10,160}$/) as string,
    });
  });

  test('whose upload is gone ends as FAILURE, and succeeds when retried with it back', async () => {
    const { client, serving } = await startService();
    serving.service.engine.pause();
    const id = await client.sendPicture();
    await serving.service.store.remove([`uploads/${id}`]);
    serving.service.engine.resume();
    const failed = await client.settled(id);
    expect(failed['error']).toMatchObject({ code: 'file-missing' });
    await serving.service.store.write(`uploads/${id}`, Readable.from([await pictureBytes()]));
    expect((await client.json(`/tasks/${id}/retry`, { method: 'POST' })).status).toBe(202);
    const said = async () => (await client.json(`/convert/${id}`)).body;
    await expect.poll(said).toMatchObject({ submission_result: true });
    expect(await said()).toMatchObject({ error: null, outputs: [{ name: 'thumbnail' }] });
  });

  test('is cancelled, retried, told of and removed with all that a search finds', async () => {
    const { client, serving, store } = await startService();
    const { engine } = serving.service;
    engine.pause();
    const kept = await client.sendPicture();
    const torn = await client.send((await pictureBytes(1)).subarray(0, 60), 'torn.jpg');
    const id = String(torn.body['submission_task_id']);
    const post = (path: string, body: object = {}) =>
      client.json(path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    const act = (search: string, action: string) => post('/tasks/actions', { search, action });
    expect((await act('status:nonsense', 'remove')).status).toBe(400);
    expect((await act('', 'forget')).status).toBe(400);
    expect((await act('', 'cancel')).body).toEqual({ count: 2 });
    expect((await post(`/tasks/${id}/cancel`)).status).toBe(409);
    expect((await act('name:torn', 'retry')).body).toEqual({ count: 1 });
    expect((await act('status:succeeded', 'retry')).body).toEqual({ count: 0 });
    engine.resume();
    const told = async () => (await client.json(`/tasks/${id}`)).body;
    await expect.poll(async () => (await told())['status']).toBe('failed');
    const body = await told();
    const { code } = body['error'] as { code: string };
    expect(body).toMatchObject({ status: 'failed', runs: [{ attempt: 1, endedAs: code }] });
    expect(body['recipe']).toMatchObject({ outputs: [{ name: 'thumbnail' }] });
    expect((await client.json(`/tasks/${kept}`)).body).toMatchObject({ status: 'cancelled' });
    expect((await act('', 'remove')).body).toEqual({ count: 2 });
    expect((await client.json('/tasks')).body).toMatchObject({ total: 0 });
    expect(readdirSync(store)).not.toContain('uploads');
    expect((await client.json(`/tasks/${id}`)).status).toBe(404);
  });

  test('can be cancelled while it waits, and removed with its files when it is done', async () => {
    const { client, serving, store } = await startService();
    serving.service.engine.pause();
    const id = await client.sendPicture();
    const cancelled = await client.json(`/convert/${id}`, { method: 'DELETE' });
    expect([cancelled.status, cancelled.body['submission_status']]).toEqual([200, 'REVOKED']);
    expect((await client.fetch(`/convert/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect((await client.json(`/convert/${id}`)).status).toBe(404);
    expect(readdirSync(join(store))).not.toContain('outputs');
  });

  test('is cancelled while it is made, leaves nothing, and is made when it is retried', async () => {
    const { client, serving, store } = await startService();
    const { engine } = serving.service;
    await client.settled(await client.sendPicture());
    // Whatever is begun now stands still, so that it runs until somebody ends it.
    const held = engine.monitor().workers.map(({ processId }) => processId);
    signalLiving(held, 'SIGSTOP');
    onTestFinished(() => signalLiving(held, 'SIGCONT'));
    const id = await client.sendPicture(1);
    await vi.waitFor(() => expect(engine.find(id)?.status).toBe('running'), { timeout: 30_000 });
    const act = (what: string) => client.json(`/tasks/${id}/${what}`, { method: 'POST' });
    expect((await act('cancel')).status).toBe(202);
    await expect.poll(() => engine.detail(id)?.attempts).toMatchObject([{ endedAs: 'cancelled' }]);
    expect((await client.json(`/tasks/${id}`)).body).toMatchObject({
      status: 'cancelled',
      runs: [{ attempt: 1, endedAs: 'cancelled' }],
    });
    expect(readdirSync(join(store, 'outputs'))).not.toContain(id);
    expect((await act('cancel')).status).toBe(409);
    expect((await act('retry')).status).toBe(202);
    const said = async () => (await client.json(`/tasks/${id}`)).body;
    await expect.poll(said).toMatchObject({ status: 'succeeded', runs: [{}, { attempt: 2 }] });
  });

  test('is still known while its files cannot be removed, and goes with them later', async () => {
    const { client, serving, store } = await startService();
    const id = await client.sendPicture();
    await client.settled(id);
    const away = new StoreUnavailableError('the drive of the store does not answer');
    vi.spyOn(serving.service.store, 'remove').mockRejectedValueOnce(away);
    const remove = async () => (await client.fetch(`/convert/${id}`, { method: 'DELETE' })).status;
    expect([await remove(), await remove(), await remove()]).toEqual([503, 204, 404]);
    const left = readdirSync(store, { recursive: true }).join();
    expect(left).not.toContain(id);
  });
});

describe('the figures for Prometheus', () => {
  test('tell events, run times, waits, the queue, the workers and bytes', async () => {
    const { client, serving } = await startService({ jobs: 2 });
    const picture = await pictureBytes();
    const { body } = await client.send(picture);
    await client.settled(String(body['submission_task_id']));
    serving.service.engine.pause();
    await client.sendPicture(1);
    const text = await (await client.fetch('/metrics')).text();
    for (const line of [
      'thumbline_task_events_total{status="succeeded"} 1',
      'thumbline_task_run_seconds_count 1',
      'thumbline_task_wait_seconds_count 1',
      'thumbline_queue_waiting 1',
      'thumbline_queue_running 0',
      'thumbline_workers 1',
      'thumbline_worker_jobs 2',
      'thumbline_http_request_seconds_count{route="/convert",status="202"} 2',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
    expect(text).toMatch(/^thumbline_upload_bytes_total [1-9]\d+$/m);
    expect(text).toMatch(/^thumbline_output_bytes_total [1-9]\d+$/m);
  });
});

describe('the lists', () => {
  test('search tasks in the window’s words and go on page by page', async () => {
    const { client } = await startService();
    for (const name of ['lisbon-1.jpg', 'porto.jpg', 'lisbon-2.jpg']) {
      const fields = { batch: name };
      const { body } = await client.send(await pictureBytes(), name, { fields });
      await client.settled(String(body['submission_task_id']));
    }
    const names = (body: Record<string, unknown>) =>
      (body['tasks'] as { name: string }[]).map((task) => task.name);
    const first = await client.json('/tasks?search=name:lisbon*%20status:succeeded&limit=1');
    expect([names(first.body), first.body['total']]).toEqual([['lisbon-2.jpg'], 2]);
    const next = await client.json(
      `/tasks?search=name:lisbon*&limit=1&before=${String(first.body['next'])}`,
    );
    expect(names(next.body)).toEqual(['lisbon-1.jpg']);
    const strange = await client.json('/tasks?search=lisbon%20status:purple');
    expect(strange.body).toMatchObject({ tasks: [], total: 0, unknownWords: ['status:purple'] });
    expect(strange.body['hint']).toMatch(/^“purple” is no status\. Known are waiting, running/);
    const { body } = await client.json('/batches?limit=2');
    expect(body['batches']).toMatchObject([{ title: 'lisbon-2.jpg' }, { title: 'porto.jpg' }]);
  });

  test('show no path of this machine', async () => {
    const { client, store } = await startService();
    await client.settled(await client.sendPicture());
    for (const path of ['/tasks', '/batches']) {
      expect(await (await client.fetch(path)).text()).not.toContain(store);
    }
    const { value } = await client.events(0).next();
    expect(value).not.toContain(store);
  });
});

describe('the events', () => {
  test('go on after the number a reader knows, and tell it to start anew when that is too old', async () => {
    const { client, serving } = await startService();
    await client.settled(await client.sendPicture(1));
    const known = serving.service.changes.lastNumber;
    await client.settled(await client.sendPicture(2));
    const numbers: number[] = [];
    for await (const event of client.events(known)) {
      numbers.push(Number(/^id: (\d+)/.exec(event)?.[1]));
      if (event.includes('"succeeded"')) break;
    }
    expect(numbers[0]).toBe(known + 1);
    expect(numbers).toEqual(numbers.toSorted((a, b) => a - b));
    expect(serving.service.changes.after(-1, 1)).toBeNull();
    const response = await client.fetch('/events', { headers: { 'last-event-id': '99' } });
    await response.body?.cancel();
    expect(response.headers.get('content-type')).toContain('text/event-stream');
  });
});
