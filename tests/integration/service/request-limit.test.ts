import { afterEach, describe, expect, test, vi } from 'vitest';
import { Client, pictureBytes, startService } from '../../support/service.ts';

const tokens = { token: ['first-token', 'second-token'] };

async function statuses(client: Client, count: number, path = '/batches'): Promise<number[]> {
  const all: number[] = [];
  for (let asked = 0; asked < count; asked += 1) all.push((await client.json(path)).status);
  return all;
}

afterEach(() => vi.useRealTimers());

describe('requests a minute', () => {
  test('are counted for each token; who had its share waits as long as it is told', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() });
    const { client } = await startService({ ...tokens, rateLimit: 3 });
    const other = new Client(client.url, 'second-token');
    expect(await statuses(client, 3)).toEqual([200, 200, 200]);
    vi.setSystemTime(Date.now() + 20_000);
    const refused = await client.send(await pictureBytes());
    expect([refused.status, refused.body]).toEqual([
      429,
      {
        error: {
          code: 'too-many-requests',
          message: 'Too many requests in one minute. Try again later.',
        },
      },
    ]);
    expect(refused.headers.get('retry-after')).toBe('40');
    expect(await statuses(other, 3)).toEqual([200, 200, 200]);
    vi.setSystemTime(Date.now() + 40_000);
    expect(await statuses(client, 3)).toEqual([200, 200, 200]);
  });

  test('with wrong tokens end soon, and not at the cost of those who have one', async () => {
    const { client } = await startService({ ...tokens, rateLimit: 3 });
    const guesser = new Client(client.url, 'guess-number-1');
    const stranger = new Client(client.url);
    expect(await statuses(guesser, 2)).toEqual([403, 403]);
    expect(await statuses(stranger, 2)).toEqual([401, 429]);
    expect(await statuses(guesser, 1)).toEqual([429]);
    expect(await statuses(client, 3)).toEqual([200, 200, 200]);
  });

  test('do not count questions about health', async () => {
    const { client } = await startService({ rateLimit: 1 });
    expect(await statuses(client, 3, '/healthz')).toEqual([200, 200, 200]);
    expect(await statuses(client, 3, '/readyz')).toEqual([200, 200, 200]);
    expect(await statuses(client, 2)).toEqual([200, 429]);
  });

  test('are refused to old clients in the old words', async () => {
    const { client } = await startService({ ...tokens, rateLimit: 1, compat: true });
    expect((await client.send(await pictureBytes())).status).toBe(202);
    const { status, headers, body } = await client.send(await pictureBytes());
    expect([status, body]).toEqual([
      401,
      { error: 'Too many requests in one minute. Try again later.' },
    ]);
    expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
  });
});
