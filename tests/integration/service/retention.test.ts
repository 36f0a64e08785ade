import { mkdirSync, readdirSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { sweep, sweepIncoming } from '../../../src/service/retention/retention.ts';
import type { Store } from '../../../src/service/store/store.ts';
import { startService } from '../../support/service.ts';

const day = 86_400_000;

async function keptBytes(store: Store): Promise<number> {
  let total = 0;
  for (const prefix of ['uploads/', 'outputs/']) {
    for await (const { sizeBytes } of store.list(prefix)) total += sizeBytes;
  }
  return total;
}

describe('retention', () => {
  test('removes uploads that broke off with the service, but none that may be arriving', async () => {
    const { serving, store } = await startService();
    mkdirSync(join(store, 'incoming'), { recursive: true });
    for (const name of ['old', 'new']) writeFileSync(join(store, 'incoming', name), 'half');
    const then = new Date(Date.now() - 2 * day);
    utimesSync(join(store, 'incoming', 'old'), then, then);
    await sweepIncoming(serving.service, Date.now());
    expect(readdirSync(join(store, 'incoming'))).toEqual(['new']);
  });

  test('removes what is old with its files, and leaves what waits', async () => {
    const { client, serving, store } = await startService();
    const old = await client.sendPicture(1);
    await client.settled(old);
    serving.service.engine.pause();
    const waiting = await client.sendPicture(2);
    const later = Date.now() + 8 * day;
    const rules = { maxAgeMs: 7 * day, maxBytes: null };
    expect(await sweep(serving.service, rules, later)).toBe(1);
    expect((await client.json(`/convert/${old}`)).status).toBe(404);
    expect(readdirSync(join(store, 'uploads'))).toEqual([waiting]);
    expect(readdirSync(join(store, 'outputs'))).toEqual([]);
  });

  test('removes the oldest first until the rest fits', async () => {
    const { client, serving, store } = await startService();
    const ids: string[] = [];
    for (const number of [1, 2, 3]) {
      const id = await client.sendPicture(number);
      await client.settled(id);
      const then = new Date(Date.now() - (10 - number) * day);
      utimesSync(join(store, 'uploads', id), then, then);
      utimesSync(join(store, 'outputs', id, 'thumbnail.jpg'), then, then);
      ids.push(id);
    }
    const maxBytes = (await keptBytes(serving.service.store)) - 1;
    expect(await sweep(serving.service, { maxAgeMs: null, maxBytes }, Date.now())).toBe(1);
    expect(readdirSync(join(store, 'uploads')).toSorted()).toEqual(ids.slice(1).toSorted());
  });
});
