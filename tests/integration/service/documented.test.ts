import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cpSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

const root = join(import.meta.dirname, '../../..');
const read = (name: string) => readFileSync(join(root, name), 'utf8');
const examples = [...read('docs/service.md').matchAll(/^```sh\n(?<code>[^]*?)^```$/gm)].map(
  ({ groups }) => groups?.['code'] ?? '',
);

async function runInShell(code: string, url: string): Promise<{ status: unknown; said: string }> {
  const folder = tempFolder();
  cpSync(join(root, 'samples'), join(folder, 'samples'), { recursive: true });
  const shell = spawn('bash', ['-euo', 'pipefail', '-c', code], {
    cwd: folder,
    env: { PATH: process.env['PATH'], THUMBLINE: url },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const said = text(shell.stderr);
  const [status] = (await once(shell, 'exit')) as unknown[];
  return { status, said: await said };
}

describe('what docs/service.md says', () => {
  test.each(examples.map((code) => [code.split('\n')[0] ?? '', code]))('%s', async (_, code) => {
    const { client } = await startService();
    // The reader of the events is cut off on purpose, and says so.
    const watched = code.replace(/(--max-time 1 .*)$/m, '$1 || true');
    expect(await runInShell(watched, client.url)).toMatchObject({ status: 0 });
  });

  test('has an example of everything', () => {
    expect(examples.length).toBeGreaterThanOrEqual(5);
  });

  test('is in the API document, with its refusals', async () => {
    const { client } = await startService();
    const { body } = await client.json('/openapi.json');
    const paths = body['paths'] as Record<string, Record<string, { responses: object }>>;
    expect(Object.keys(paths)).toEqual(
      expect.arrayContaining(['/convert', '/convert/{id}', '/tasks', '/events', '/metrics']),
    );
    const results = paths['/batches/{id}/results']?.['get']?.responses;
    expect(results).toMatchObject({ 200: { content: { 'application/zip': {}, 'text/html': {} } } });
    expect(Object.keys(paths['/results']?.['post']?.responses ?? {})).toEqual(
      expect.arrayContaining(['201', '400', '401', '409']),
    );
    expect(Object.keys(paths['/convert']?.['post']?.responses ?? {})).toEqual(
      expect.arrayContaining(['202', '400', '401', '413', '415', '429', '503']),
    );
    expect((await client.fetch('/docs/')).status).toBe(200);
  });
});

describe('the container files', () => {
  interface Composed {
    readonly services: Record<string, Record<string, unknown>>;
    readonly volumes: object;
  }

  test('run service, workers and a Redis that forgets nothing, each with few rights', () => {
    const { services, volumes } = parse(read('compose.yaml'), { merge: true }) as Composed;
    expect(Object.keys(services)).toEqual(['service', 'worker', 'redis']);
    expect(services['redis']?.['command']).toEqual(
      expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
    );
    for (const name of ['service', 'worker', 'redis']) {
      expect(services[name]).toMatchObject({ read_only: true, cap_drop: ['ALL'] });
    }
    expect(services['service']?.['ports']).toEqual(['127.0.0.1:5000:5000']);
    expect(services['worker']).not.toHaveProperty('ports');
    expect(Object.keys(volumes)).toEqual(['store', 'redis']);
  });

  test('run as an ordinary user, in plain Node, and are asked how they are', () => {
    const image = read('Dockerfile').split('FROM').at(-1) ?? '';
    expect(image).toMatch(/^USER node$/m);
    expect(image).toMatch(/^HEALTHCHECK /m);
    expect(image).not.toMatch(/electron/i);
  });
});
