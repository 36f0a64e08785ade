import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { browserPages } from '../../support/browser.ts';
import { freePort } from '../../support/free-port.ts';
import { startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const { open: openPage } = browserPages();
const foreign = { origin: 'https://elsewhere.example' };

/** An empty page of another origin on this machine; even cookies of the service reach it from there. */
async function startOtherSite(): Promise<string> {
  const port = await freePort();
  const server = createServer((_request, response) => {
    response.setHeader('content-type', 'text/html').end('<!doctype html><title>Other</title>');
  }).listen(port, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${port}/`;
}

const corsHeaders = ({ headers }: Response) =>
  [...headers.keys()].filter((name) => name.startsWith('access-control-'));

describe('pages of other sites', () => {
  test('are allowed nothing by any answer', async () => {
    const { client } = await startService();
    const id = await client.sendPicture();
    await client.settled(id);
    const paths = ['/', '/tasks', '/convert', `/convert/${id}/output`, '/events', '/openapi.json'];
    for (const path of [...paths, '/app/request/app:facts', '/results', '/nothing']) {
      const asking = new AbortController();
      const headers = { ...foreign, 'access-control-request-method': 'POST' };
      const preflight = await client.fetch(path, { method: 'OPTIONS', headers });
      expect(preflight.ok).toBe(false);
      const plain = await client.fetch(path, { headers: foreign, signal: asking.signal });
      expect([path, corsHeaders(preflight), corsHeaders(plain)]).toEqual([path, [], []]);
      asking.abort();
    }
  });

  test('can neither read nor show nor change anything in a browser that has the token', async () => {
    const pageFolder = tempFolder();
    writeFileSync(join(pageFolder, 'index.html'), '<!doctype html><title>Ours</title>');
    const { client } = await startService({ token: ['full-token-1'] }, { pageFolder });
    const id = await client.sendPicture();
    await client.settled(id);
    const page = await openPage();
    await page.goto(`${client.url}/?token=full-token-1`);
    const own = await page.evaluate(async () => (await fetch('/tasks')).status);
    expect(own).toBe(200);

    await page.goto(await startOtherSite());
    const seen = await page.evaluate(
      async ([url, picture]) => {
        const outcome = (asking: Promise<Response>) =>
          asking.then(
            ({ type, status }) => `${type} ${status}`,
            () => 'failed',
          );
        const form = new FormData();
        form.append('file', new Blob([new Uint8Array([0xff, 0xd8, 0xff])]), 'a.jpg');
        const shown = new Promise((resolve) => {
          const image = new Image();
          image.addEventListener('load', () => resolve('shown'));
          image.addEventListener('error', () => resolve('failed'));
          image.src = picture;
        });
        const events = new Promise((resolve) => {
          const source = new EventSource(`${url}/events`, { withCredentials: true });
          source.addEventListener('open', () => resolve('open'));
          source.addEventListener('error', () => resolve('failed'));
        });
        const send = { method: 'POST', body: form, credentials: 'include' } as const;
        return {
          read: await outcome(fetch(`${url}/tasks`, { credentials: 'include' })),
          readBlindly: await outcome(
            fetch(`${url}/tasks`, { credentials: 'include', mode: 'no-cors' }),
          ),
          shown: await shown,
          events: await events,
          sent: await outcome(fetch(`${url}/convert`, send)),
          sentBlindly: await outcome(fetch(`${url}/convert`, { ...send, mode: 'no-cors' })),
        };
      },
      [client.url, `${client.url}/convert/${id}/output`] as const,
    );
    expect(seen).toEqual({
      read: 'failed',
      readBlindly: 'failed',
      shown: 'failed',
      events: 'failed',
      sent: 'failed',
      sentBlindly: 'failed',
    });
    expect((await client.json('/tasks')).body['total']).toBe(1);
  });
});
