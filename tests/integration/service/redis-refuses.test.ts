import { once } from 'node:events';
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { createServer, type Socket } from 'node:net';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { expect, onTestFinished, test } from 'vitest';
import { endsOf } from '../../support/ends-of.ts';
import { startWorkerHere } from '../../support/farm.ts';
import { type RedisServer, startRedis } from '../../support/redis.ts';
import { pictureBytes, startService } from '../../support/service.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Outage {
  readonly says: string;
  /** `commands`: a worker hears of it when it is at its turn to ask; `restart`: Redis forgets that the line is paused. */
  readonly kind: 'commands' | 'connections' | 'restart';
  readonly begin: () => Promise<unknown>;
  readonly end: () => Promise<unknown>;
}

/** Redis is started anew for some of these. */
const awayBetween = 'Redis cannot be reached.';

/** Everything that a Redis can refuse while it is used, by what its keeper does to it. */
function outagesOf(redis: RedisServer, folder: string, hand: Redis): readonly Outage[] {
  const set = (name: string, value: string) => hand.config('SET', name, value);
  const cutOthers = () => hand.call('CLIENT', 'KILL', 'SKIPME', 'yes');
  const sockets = new Set<Socket>();
  const pretender = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.end('-DENIED Redis is running in protected mode because …\r\n');
  });
  const { port } = new URL(redis.url);
  return [
    {
      says: 'Redis wants a password: redis://:password@host.',
      kind: 'connections',
      begin: async () => (await set('requirepass', 'secret'), cutOthers()),
      end: () => set('requirepass', ''),
    },
    {
      says: 'Redis has reached its maxmemory and takes nothing more.',
      kind: 'commands',
      begin: () => set('maxmemory', '1'),
      end: () => set('maxmemory', '0'),
    },
    {
      says: 'Redis is a read-only replica. --redis must name the primary.',
      kind: 'commands',
      begin: () => hand.replicaof('127.0.0.1', '1'),
      end: () => hand.replicaof('NO', 'ONE'),
    },
    {
      says: 'Redis cannot save to its disk and takes nothing more. Its own log says why.',
      kind: 'commands',
      async begin() {
        await set('save', '3600 1');
        rmSync(folder, { recursive: true });
        await hand.bgsave();
        await expect.poll(() => hand.info('persistence')).toContain('rdb_last_bgsave_status:err');
      },
      async end() {
        mkdirSync(folder);
        await set('save', '');
      },
    },
    {
      says: 'Redis is in protected mode. Give it a password and a bind address, or ask it from its own machine.',
      kind: 'restart',
      async begin() {
        await redis.kill();
        await once(pretender.listen(Number(port), '127.0.0.1'), 'listening');
      },
      async end() {
        pretender.close();
        sockets.forEach((socket) => socket.destroy());
        await once(pretender, 'close');
        await redis.restart();
      },
    },
    {
      says: 'Redis has no database of that number. It stands after the last / of --redis.',
      kind: 'restart',
      begin: () => redis.restart({ databases: '1' }),
      end: () => redis.restart({ databases: '2' }),
    },
  ];
}

test('a Redis that refuses while it is used is told once, and nothing that was accepted is lost', async () => {
  const folder = tempFolder();
  const redis = await startRedis({ databases: '2', dir: folder, appendonly: 'no' });
  const hand = new Redis(redis.url);
  hand.on('error', () => undefined);
  onTestFinished(() => hand.disconnect());
  const place = { redis: `${redis.url}/1`, store: tempFolder() };
  const told: string[] = [];
  const { client, serving } = await startService(place, { tell: (line) => told.push(line) });
  const { engine } = serving.service;
  const worker = await startWorkerHere(place);
  engine.pause();

  const ready = async () => {
    const { status, body } = await client.json('/readyz');
    return [status, body['error'] ?? null];
  };
  const accepted: string[] = [];
  for (const { says, kind, begin, end } of outagesOf(redis, folder, hand)) {
    accepted.push(await client.sendPicture());
    const revoked = kind === 'restart' ? null : await client.sendPicture();
    await begin();
    const refusal = { code: 'redis-unavailable', message: says };
    await expect.poll(ready).toEqual([503, refusal]);
    const refused = await client.send(await pictureBytes());
    expect([refused.status, refused.body['error']]).toMatchObject([503, { code: refusal.code }]);
    expect((await client.json('/queues/api/queues')).status).toBe(503);
    const line = `${says} Waiting until it works again.`;
    if (kind !== 'commands') await expect.poll(() => worker.told).toContain(line);
    if (revoked !== null) await client.json(`/convert/${revoked}`, { method: 'DELETE' });
    await end();
    await expect.poll(ready).toEqual([200, null]);
    const lines = told.splice(0).filter((line) => !line.startsWith(awayBetween));
    expect(lines).toEqual([line, 'Redis works again.']);
  }
  engine.resume();
  expect(await endsOf(client, accepted)).toEqual({ succeeded: accepted.length });
  expect(readdirSync(join(place.store, 'outputs')).toSorted()).toEqual(accepted.toSorted());
  expect(worker.complaints).toEqual([]);
  // Both end all the same, which the end of the test waits for.
  await redis.kill();
});

test('a Redis that stops answering without a word is told once, by service and worker', async () => {
  const redis = await startRedis();
  const place = { redis: redis.url, store: tempFolder() };
  const told: string[] = [];
  const { client } = await startService(place, { tell: (line) => told.push(line) });
  const worker = await startWorkerHere(place);
  const line = 'Redis does not answer. Waiting until it works again.';

  redis.freeze();
  await expect.poll(() => told).toContain(line);
  await expect.poll(() => worker.told).toContain(line);
  expect(await client.json('/readyz')).toMatchObject({ status: 503 });
  redis.thaw();
  const over = [line, 'Redis works again.'];
  await expect.poll(() => told).toEqual(over);
  await expect.poll(() => worker.told).toEqual(over);
  expect(await endsOf(client, [await client.sendPicture()])).toEqual({ succeeded: 1 });
});
