import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished } from 'vitest';
import { completeWorkerOptions } from '../../src/service/command/worker-options.ts';
import { runWorker } from '../../src/service/run-worker.ts';
import { createHelpers } from '../../src/service/processes.ts';
import { startRedis } from './redis.ts';
import { type Client, pictureBytes, startService } from './service.ts';
import { ordinary, startWorker } from './service-process.ts';
import { tempFolder } from './temp-folder.ts';

/** A Redis, a service and so many workers that may be killed, one picture at a time each; all end with the test. */
export async function startFarm(workers: number) {
  const redis = await startRedis();
  const place = { redis: redis.url, store: tempFolder(), stalledAfter: '2s' };
  const { client, serving } = await startService(place);
  const processes = await Promise.all(
    Array.from({ length: workers }, () => startWorker(place, ['--jobs', '1'])),
  );
  return { redis, place, client, serving, processes };
}

/** Sends so many pictures, ten at once; each must be taken. Answers with their ids. */
export async function sendMany(client: Client, count: number): Promise<string[]> {
  const bytes = await pictureBytes();
  const ids: string[] = [];
  for (let at = 0; at < count; at += 10) {
    const some = Array.from({ length: Math.min(10, count - at) }, () => client.send(bytes));
    for (const { status, body } of await Promise.all(some)) {
      expect(status).toBe(202);
      ids.push(String(body['submission_task_id']));
    }
  }
  return ids;
}

/** Each has its one output, and nothing else is there. */
export function expectOutputs(store: string, ids: readonly string[]): void {
  expect(readdirSync(join(store, 'outputs')).toSorted()).toEqual(ids.toSorted());
  for (const id of ids) expect(readdirSync(join(store, 'outputs', id))).toEqual(['thumbnail.jpg']);
}

/** A worker in this process, with what it says. */
export async function startWorkerHere(
  place: { readonly redis: string; readonly store: string },
  helpers = createHelpers(ordinary.entry),
) {
  const options = completeWorkerOptions({ redis: place.redis, store: place.store, jobs: 1 });
  if (!options.ok) throw new Error(options.problem);
  const [complaints, told]: [string[], string[]] = [[], []];
  const worker = await runWorker(options.value, {
    version: '0.0.0',
    helpers,
    complain: (line) => complaints.push(line),
    tell: (line) => told.push(line),
  });
  onTestFinished(() => worker.close());
  return { complaints, told };
}
