import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { rawRequest } from '../../support/raw-http.ts';
import { Client, pictureBytes, startService } from '../../support/service.ts';

const codeOf = (body: Record<string, unknown>) => (body['error'] as { code: string }).code;
const post = (client: Client, type: string, body: string | Uint8Array<ArrayBuffer>) =>
  client.json('/convert', { method: 'POST', headers: { 'content-type': type }, body });

async function twoFiles(): Promise<FormData> {
  const form = new FormData();
  for (const name of ['first.jpg', 'second.jpg']) {
    form.append('file', new Blob([Uint8Array.from(await pictureBytes())]), name);
  }
  return form;
}

describe('a form that cannot be read is 400 and leaves nothing', () => {
  const part = 'Content-Disposition: form-data; name="file"; filename="a.jpg"\r\n\r\n';
  test.each([
    ['without a boundary', 'multipart/form-data', 'form-unreadable', 'anything'],
    ['with an empty boundary', 'multipart/form-data; boundary=', 'form-unreadable', 'anything'],
    ['with a boundary that never comes', 'multipart/form-data; boundary=x', 'form-unreadable', 'a'],
    [
      'cut in the headers of a part',
      'multipart/form-data; boundary=x',
      'form-unreadable',
      '--x\r\nConte',
    ],
    [
      'cut in the file',
      'multipart/form-data; boundary=x',
      'form-unreadable',
      `--x\r\n${part}\u00FF\u00D8\u00FF\u00E0 and`,
    ],
    [
      'cut in its last boundary',
      'multipart/form-data; boundary=x',
      'form-unreadable',
      `--x\r\n${part}\u00FF\u00D8\u00FF\u00E0\r\n--x`,
    ],
    ['with nothing in it', 'multipart/form-data; boundary=x', 'no-file', ''],
    ['that is none', 'application/x-www-form-urlencoded', 'no-file', 'file=a.jpg'],
    ['that is JSON', 'application/json', 'no-file', '{"file": "a.jpg"}'],
    ['that is broken JSON', 'application/json', 'no-file', '{'],
    [
      'with a field of the prototype',
      'multipart/form-data; boundary=x',
      'not-understood',
      '--x\r\nContent-Disposition: form-data; name="__proto__"\r\n\r\n1\r\n--x--\r\n',
    ],
  ])('%s', async (...[, type, code, body]) => {
    const { client, store } = await startService();
    const sent = await post(client, type, Uint8Array.from(Buffer.from(body, 'latin1')));
    expect([sent.status, codeOf(sent.body)]).toEqual([400, code]);
    expect((await client.json('/tasks')).body['total']).toBe(0);
    expect(readdirSync(store)).not.toContain('uploads');
  });

  test('of ten thousand parts', async () => {
    const { client } = await startService();
    const many = '--x\r\nContent-Disposition: form-data; name="a"\r\n\r\n1\r\n'.repeat(10_000);
    const sent = await post(client, 'multipart/form-data; boundary=x', `${many}--x--\r\n`);
    expect([sent.status, codeOf(sent.body)]).toEqual([400, 'too-many-parts']);
  });
});

describe('what else clients get wrong', () => {
  test('two files in one request are refused by name, and neither is kept', async () => {
    const { client, store } = await startService();
    const sent = await client.json('/convert', { method: 'POST', body: await twoFiles() });
    expect([sent.status, codeOf(sent.body)]).toEqual([400, 'more-than-one-file']);
    expect(readdirSync(store)).not.toContain('uploads');
  });

  test('a cookie that is no percent-encoding is 400, with a token in the header it does not matter', async () => {
    const { client } = await startService({ token: ['full-token-1'] });
    const headers = { cookie: 'thumbline_token=%' };
    const stranger = await new Client(client.url).json('/tasks', { headers });
    expect([stranger.status, codeOf(stranger.body)]).toEqual([400, 'cookie-unreadable']);
    expect((await client.json('/tasks', { headers })).status).toBe(200);
  });

  test('an address that is no UTF-8, or endless, is refused like everything else', async () => {
    const { client } = await startService();
    for (const path of ['/%ff', '/convert/%ff', `/convert/${'a'.repeat(400)}`]) {
      const { status, body } = await client.json(path);
      expect([path, status]).toEqual([path, 400]);
      expect(body).toEqual({
        error: { code: 'not-understood', message: 'The request cannot be understood.' },
      });
    }
  });

  test('wrong methods are 405 and say which are right', async () => {
    const { client } = await startService();
    const asked = await Promise.all(
      [
        ['PUT', '/convert'],
        ['POST', '/convert/some-id'],
        ['DELETE', '/tasks'],
        ['PATCH', '/openapi.json'],
        ['POST', '/healthz'],
        ['PROPFIND', '/tasks'],
        ['GET', '/tasks/some-id/retry'],
      ].map(async ([method = '', path = '']) => {
        const { status, headers, body } = await client.json(path, { method });
        return [path, status, headers.get('allow'), codeOf(body)];
      }),
    );
    expect(asked).toEqual([
      ['/convert', 405, 'POST', 'method-not-allowed'],
      ['/convert/some-id', 405, 'DELETE, GET, HEAD', 'method-not-allowed'],
      ['/tasks', 405, 'GET, HEAD', 'method-not-allowed'],
      ['/openapi.json', 405, 'GET, HEAD', 'method-not-allowed'],
      ['/healthz', 405, 'GET, HEAD', 'method-not-allowed'],
      ['/tasks', 405, 'GET, HEAD', 'method-not-allowed'],
      ['/tasks/some-id/retry', 405, 'POST', 'method-not-allowed'],
    ]);
    // Its headers would belong to an answer without an end.
    expect((await client.fetch('/events', { method: 'HEAD' })).status).toBe(405);
  });
});

describe('a picture as the body', () => {
  test('is an upload, with name and preset in the address', async () => {
    const { client } = await startService();
    const { status, body } = await client.json('/convert?name=photo.jpg&preset=avatar', {
      method: 'POST',
      headers: { 'content-type': 'image/jpeg' },
      body: Uint8Array.from(await pictureBytes()),
    });
    expect(status).toBe(202);
    const done = await client.settled(String(body['submission_task_id']));
    expect(done).toMatchObject({ name: 'photo.jpg', submission_status: 'SUCCESS' });
    expect(done['outputs']).toMatchObject([{ name: 'avatar' }]);
  });

  test('is refused for what it is and for its size, with nothing kept', async () => {
    const { client, store } = await startService({ maxUpload: 100_000 });
    const large = Uint8Array.from(Buffer.concat([await pictureBytes(), Buffer.alloc(300_000)]));
    const sent = [
      await post(client, 'image/png', 'I am text'),
      await post(client, 'image/jpeg', large),
      await post(client, 'image/jpeg', ''),
    ];
    expect(sent.map(({ status, body }) => [status, codeOf(body)])).toEqual([
      [415, 'not-an-image'],
      [413, 'too-large'],
      [415, 'not-an-image'],
    ]);
    expect(readdirSync(store)).not.toContain('uploads');
  });
});

describe('a body that is too large is refused before it is sent', () => {
  const head = (more: string) =>
    `POST /convert HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: multipart/form-data; boundary=x\r\n${more}\r\n`;

  test('when its length says so, and to whoever asks first', async () => {
    const { client } = await startService({ maxUpload: 100_000 });
    const declared = await rawRequest(client.url, head('Content-Length: 2000000000\r\n'));
    expect(declared).toMatch(/^HTTP\/1.1 413 [^]*connection: close[^]*"too-large"/i);
    const asking = 'Content-Length: 2000000000\r\nExpect: 100-continue\r\n';
    const asked = await rawRequest(client.url, head(asking));
    expect(asked).toMatch(/^HTTP\/1.1 413 /);
  });

  test('when its sender has no token', async () => {
    const { client } = await startService({ token: ['full-token-1'] });
    const asking = 'Content-Length: 50000000\r\nExpect: 100-continue\r\n';
    const answer = await rawRequest(client.url, head(asking));
    expect(answer).toMatch(/^HTTP\/1.1 401 [^]*connection: close/i);
  });

  test('and one that is small enough is asked for', async () => {
    const { client } = await startService();
    const asking = 'Content-Length: 5\r\nExpect: 100-continue\r\n';
    const answer = await rawRequest(client.url, `${head(asking)}hello`);
    expect(answer).toMatch(/^HTTP\/1.1 100 Continue\r\n\r\nHTTP\/1.1 400 [^]*"form-unreadable"/);
  });

  test('what lies about its length is cut off after the answer', async () => {
    const { client } = await startService({ maxUpload: 100_000 });
    const chunk = Buffer.concat([
      Buffer.from(`${(65_536).toString(16)}\r\n`),
      Buffer.alloc(65_536, 'x'),
      Buffer.from('\r\n'),
    ]);
    let sentBytes = 0;
    // Endless, if nobody stops it: each of the parts is no file, so no limit of a file counts.
    function* endless() {
      yield Buffer.from(head('Transfer-Encoding: chunked\r\n'));
      for (; sentBytes < 500_000_000; sentBytes += chunk.length) yield chunk;
    }
    const answer = await rawRequest(client.url, endless(), () => false);
    expect(answer).toMatch(/^HTTP\/1.1 413 [^]*connection: close[^]*"too-large"/i);
    expect(sentBytes).toBeLessThan(100_000_000);
  });
});

describe('an idempotency key with another body', () => {
  test('is 422, and with the same one still the same task', async () => {
    const { client } = await startService();
    const headers = { 'idempotency-key': 'order-20' };
    const [picture, other] = [await pictureBytes(1), await pictureBytes(2)];
    const first = await client.send(picture, 'a.jpg', { headers });
    const id = first.body['submission_task_id'];
    const again = [
      await client.send(other, 'a.jpg', { headers }),
      await client.send(picture, 'b.jpg', { headers }),
      await client.send(picture, 'a.jpg', { headers, fields: { preset: 'avatar' } }),
      await client.send(null, 'a.jpg', { headers }),
    ];
    expect(again.map(({ status, body }) => [status, codeOf(body)])).toEqual([
      [422, 'key-reused'],
      [422, 'key-reused'],
      [422, 'key-reused'],
      [400, 'no-file'],
    ]);
    const same = await client.send(picture, 'a.jpg', { headers });
    expect([same.status, same.body['submission_task_id']]).toEqual([202, id]);
    expect((await client.json('/tasks')).body['total']).toBe(1);
  });
});

describe('a part of an output', () => {
  test('is sent when a range of bytes is asked for', async () => {
    const { client } = await startService();
    const id = await client.sendPicture();
    await client.settled(id);
    const path = `/convert/${id}/output`;
    const whole = new Uint8Array(await (await client.fetch(path)).arrayBuffer());
    const etag = (await client.fetch(path)).headers.get('etag') ?? '';
    const size = whole.length;
    const ask = async (range: string, more: Record<string, string> = {}) => {
      const response = await client.fetch(path, { headers: { range, ...more } });
      const bytes = new Uint8Array(await response.arrayBuffer());
      return { status: response.status, range: response.headers.get('content-range'), bytes };
    };
    expect(await ask('bytes=2-5')).toEqual({
      status: 206,
      range: `bytes 2-5/${size}`,
      bytes: whole.slice(2, 6),
    });
    expect(await ask('bytes=10-')).toMatchObject({ status: 206, bytes: whole.slice(10) });
    expect(await ask('bytes=-4')).toMatchObject({ status: 206, bytes: whole.slice(-4) });
    expect(await ask(`bytes=0-${size * 2}`)).toMatchObject({ status: 206, bytes: whole });
    expect(await ask(`bytes=${size}-`)).toMatchObject({ status: 416, range: `bytes */${size}` });
    for (const unheeded of ['bytes=5-2', 'bytes=0-1,4-5', 'lines=1-2', 'bytes=-']) {
      expect(await ask(unheeded)).toEqual({ status: 200, range: null, bytes: whole });
    }
    expect(await ask('bytes=0-1', { 'if-range': etag })).toMatchObject({ status: 206 });
    expect(await ask('bytes=0-1', { 'if-range': '"other"' })).toMatchObject({ status: 200 });
  });
});

test('a client has fifty readers of events at most, and another client its own', async () => {
  const { client } = await startService({ token: ['first-token', 'second-token'] });
  const stop = new AbortController();
  const open = () => client.fetch('/events', { signal: stop.signal });
  const readers = await Promise.all(Array.from({ length: 50 }, open));
  expect(new Set(readers.map(({ status }) => status))).toEqual(new Set([200]));
  const oneMore = await client.json('/events');
  expect([oneMore.status, codeOf(oneMore.body)]).toEqual([429, 'too-many-readers']);
  // One that is refused holds nothing of the service.
  expect(oneMore.headers.get('connection')).toBe('close');
  const other = new Client(client.url, 'second-token');
  const theirs = await other.fetch('/app/changes', { signal: stop.signal });
  expect(theirs.status).toBe(200);
  stop.abort();
});
