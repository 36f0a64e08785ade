import { readdirSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { rawRequest } from '../../support/raw-http.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';

const errorOf = (body: Record<string, unknown>) =>
  body['error'] as { code: string; message: string };
const codeOf = (body: Record<string, unknown>) => errorOf(body).code;

describe('an upload is refused with one plain error', () => {
  test('without a file, or with a recipe nobody understands', async () => {
    const { client, store } = await startService();
    const nothing = await client.send(null);
    expect([nothing.status, codeOf(nothing.body)]).toEqual([400, 'no-file']);
    expect((await client.json('/convert', { method: 'POST' })).status).toBe(400);
    for (const recipe of ['{', '{}', '{"outputs":[{"width":-1}]}']) {
      const sent = await client.send(await pictureBytes(), 'a.jpg', { fields: { recipe } });
      expect([sent.status, codeOf(sent.body)]).toEqual([400, 'bad-recipe']);
    }
    expect(readdirSync(store)).not.toContain('uploads');
  });

  test('in words of ours, whatever library finds what is wrong', async () => {
    const { client } = await startService();
    const recipe = '{"outputs":[{"width":-5}]}';
    const sent = await client.send(await pictureBytes(), 'a.jpg', { fields: { recipe } });
    const message =
      'The recipe does not fit: "width" of output 1 must be a whole number from 1 to 16,383.';
    expect(errorOf(sent.body)).toEqual({ code: 'bad-recipe', message });
    const posted = (type: string, body: string) => ({
      method: 'POST',
      body,
      headers: { 'content-type': type },
    });
    const asked: [string, RequestInit, string][] = [
      ['/tasks?limit=0', {}, '"limit" must be a whole number from 1 to 500.'],
      ['/tasks?before=-1', {}, '"before" must be a whole number, 1 or more.'],
      ['/convert/NOT', {}, '"id" must be an id as Thumbline gives them out.'],
      ['/results', posted('application/json', '{'), 'The body is not JSON.'],
      ['/results', posted('application/json', ''), 'The body is empty; send JSON.'],
      [
        '/results',
        posted('application/json', '{"taskIds":["!"]}'),
        'Entry 1 of "taskIds" must be an id as Thumbline gives them out.',
      ],
      ['/results', posted('text/xml', 'x'), 'The body is of a kind that is not taken here.'],
    ];
    for (const [path, init, words] of asked) {
      const { status, body } = await client.json(path, init);
      expect([path, status, errorOf(body)]).toEqual([
        path,
        400,
        { code: 'not-understood', message: words },
      ]);
    }
  });

  test('when its bytes are no picture, whatever it is called', async () => {
    const { client } = await startService();
    const text = await client.send(Buffer.from('hello, I am text'), 'photo.jpg');
    expect([text.status, codeOf(text.body)]).toEqual([415, 'not-an-image']);
    const picture = await client.send(await pictureBytes(), 'notes.txt');
    expect(picture.status).toBe(202);
  });

  test('when it is larger than allowed, and nothing of it stays', async () => {
    const { client, store } = await startService({ maxUpload: 100_000 });
    const large = Buffer.concat([await pictureBytes(), Buffer.alloc(3_000_000)]);
    const sent = await client.send(large);
    expect([sent.status, codeOf(sent.body)]).toEqual([413, 'too-large']);
    // Larger by little, so that only its bytes tell.
    const alike = Buffer.concat([await pictureBytes(), Buffer.alloc(200_000)]);
    const alikeSent = await client.send(alike);
    expect([alikeSent.status, codeOf(alikeSent.body)]).toEqual([413, 'too-large']);
    expect(readdirSync(join(store, 'incoming'))).toEqual([]);
    expect(readdirSync(store)).not.toContain('uploads');
  });

  test('when the queue is full, saying when to try again', async () => {
    const { client, serving } = await startService({ queueLimit: 2 });
    serving.service.engine.pause();
    await client.sendPicture(1);
    await client.sendPicture(2);
    const third = await client.send(await pictureBytes(3));
    expect([third.status, codeOf(third.body)]).toEqual([429, 'queue-full']);
    expect(Number(third.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  test('when the store cannot be written', async () => {
    const { client, store } = await startService();
    writeFileSync(join(store, 'incoming'), 'a file where a folder should be');
    const sent = await client.send(await pictureBytes());
    expect([sent.status, codeOf(sent.body)]).toEqual([503, 'store-unavailable']);
    expect((await client.json('/readyz')).status).toBe(503);
    expect((await client.json('/healthz')).status).toBe(200);
  });
});

test('a port that is taken is named, with what to do', async () => {
  const { serving } = await startService();
  const port = Number(new URL(serving.address).port);
  const words = `Port ${port} is taken by another program. Choose another with --port.`;
  await expect(startService({ port })).rejects.toThrow(words);
});

describe('who may do what', () => {
  const tokens = { token: ['full-token-1'], readOnlyToken: ['only-look-1'] };

  test('without a token 401, with a wrong one 403, health for everybody', async () => {
    const { client } = await startService(tokens);
    const stranger = new Client(client.url);
    const guesser = new Client(client.url, 'full-token-2');
    expect((await stranger.json('/tasks')).status).toBe(401);
    expect((await stranger.send(await pictureBytes())).status).toBe(401);
    expect((await guesser.json('/tasks')).status).toBe(403);
    expect((await stranger.json('/healthz')).status).toBe(200);
    expect((await stranger.json('/readyz')).status).toBe(200);
    expect((await stranger.json('/metrics')).status).toBe(401);
  });

  test('a read-only token may look and change nothing', async () => {
    const { client } = await startService(tokens);
    const id = await client.sendPicture();
    const reader = new Client(client.url, 'only-look-1');
    expect((await reader.json(`/convert/${id}`)).status).toBe(200);
    expect((await reader.json(`/convert/${id}`, { method: 'DELETE' })).status).toBe(403);
    expect((await reader.send(await pictureBytes())).status).toBe(403);
  });

  test('each token is told what it may do, and how many pictures are made at once', async () => {
    const { client } = await startService({ ...tokens, jobs: 2 });
    const about = (token: string | null) => new Client(client.url, token).json('/about');
    expect((await about('full-token-1')).body).toEqual({
      service: 'thumbline',
      version: '0.0.0',
      workers: 2,
      mayConvert: true,
      knows: ['turn', 'flip', 'rounded', 'placeholders'],
    });
    expect((await about('only-look-1')).body).toMatchObject({ mayConvert: false });
    expect((await about(null)).status).toBe(401);
  });

  test('other hosts’ names and other sites’ pages are turned away', async () => {
    const { client } = await startService();
    const form = new FormData();
    form.append('file', new Blob([Uint8Array.from(await pictureBytes())]), 'a.jpg');
    const foreign = await client.json('/convert', {
      method: 'POST',
      body: form,
      headers: { origin: 'https://elsewhere.example' },
    });
    expect([foreign.status, codeOf(foreign.body)]).toEqual([403, 'origin-refused']);
    const answer = await rawRequest(
      client.url,
      'GET /tasks HTTP/1.1\r\nHost: rebound.example\r\n\r\n',
    );
    expect(answer).toContain('host-refused');
  });

  test('one submitter’s limit is not another’s', async () => {
    const { client, serving } = await startService({
      token: ['first-token', 'second-token'],
      submitterLimit: 1,
    });
    serving.service.engine.pause();
    await client.sendPicture(1);
    expect((await client.send(await pictureBytes(2))).status).toBe(429);
    const other = new Client(client.url, 'second-token');
    expect((await other.send(await pictureBytes(3))).status).toBe(202);
  });
});

describe('hostile connections', () => {
  test('a body that drips too slowly is cut off and nothing of it stays', async () => {
    const { client, store } = await startService({ requestTimeout: 1000 });
    const head = [
      'POST /convert HTTP/1.1',
      'Host: 127.0.0.1',
      'Content-Type: multipart/form-data; boundary=x',
      'Content-Length: 100000',
      '',
      '--x',
      'Content-Disposition: form-data; name="file"; filename="a.jpg"',
      '',
      '\u00FF\u00D8\u00FF',
    ].join('\r\n');
    const answer = await rawRequest(client.url, head);
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('{"error":{"code":"timed-out","message":');
    expect(readdirSync(store)).not.toContain('uploads');
  });

  test('headers that drip too slowly are cut off', async () => {
    const { client } = await startService({ requestTimeout: 1000 });
    const answer = await rawRequest(client.url, 'GET /tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nX: a');
    expect(answer).toMatch(/^HTTP\/1.1 408 /);
    expect(answer).toContain('{"error":{"code":"timed-out","message":');
  });

  test('what is no HTTP, or has endless headers, is answered like everything else', async () => {
    const { client } = await startService();
    const endless = `GET /tasks HTTP/1.1\r\nHost: 127.0.0.1\r\nX: ${'a'.repeat(40_000)}\r\n\r\n`;
    const answers = [
      await rawRequest(client.url, 'nonsense\r\n\r\n'),
      await rawRequest(client.url, endless),
    ];
    expect(answers[0]).toMatch(/^HTTP\/1.1 400 [^]*{"error":{"code":"not-understood","message":/);
    expect(answers[1]).toMatch(
      /^HTTP\/1.1 431 [^]*{"error":{"code":"headers-too-large","message":/,
    );
  });

  test('an upload that breaks off leaves nothing and no task', async () => {
    const { client, store, serving } = await startService();
    const { hostname, port } = new URL(client.url);
    const socket = connect(Number(port), hostname);
    const over = Promise.withResolvers<void>();
    const kept = serving.service.store;
    const write = kept.write.bind(kept);
    kept.write = (key, stream) => write(key, stream).finally(over.resolve);
    const arriving = () =>
      readdirSync(store).includes('incoming') && readdirSync(join(store, 'incoming'));
    const head =
      'POST /convert HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 100000\r\n\r\n--x\r\nContent-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
    socket.write(head);
    socket.write(Buffer.concat([await pictureBytes(), Buffer.alloc(8000)]));
    await expect.poll(arriving).toHaveLength(1);
    socket.destroy();
    await over.promise;
    expect(readdirSync(join(store, 'incoming'))).toEqual([]);
    expect(readdirSync(store)).not.toContain('uploads');
  });
});
