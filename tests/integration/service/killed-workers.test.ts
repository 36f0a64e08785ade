import { expect, test } from 'vitest';
import { expectOutputs, sendMany, startFarm } from '../../support/farm.ts';

/** `npm run test:soak` sends 10,000, which take 73 s on two cores that do nothing else. */
const uploadCount = Number(process.env['THUMBLINE_TEST_UPLOADS'] ?? 150);
const testMs = 15 * 60_000;

test(
  'very many uploads through three workers, two of them killed at work, become as many outputs',
  { timeout: testMs },
  async () => {
    const { place, client, processes } = await startFarm(3);
    const sending = sendMany(client, uploadCount);
    const toKill = processes.slice(0, 2);
    const succeeded: string[] = [];
    for await (const event of client.events(0)) {
      expect(event).not.toMatch(/"status":"(?:failed|cancelled|skipped)"/);
      const [, id] = /"id":"([0-9a-f]{32})".*"status":"succeeded"/.exec(event) ?? [];
      if (id === undefined) continue;
      succeeded.push(id);
      const killed = 2 - toKill.length;
      if (succeeded.length >= ((killed + 1) * uploadCount) / 4) {
        const victim = toKill.shift();
        victim?.signal('SIGKILL');
        await victim?.ended;
      }
      if (succeeded.length === uploadCount) break;
    }
    const ids = await sending;
    expect(toKill).toEqual([]);
    expect(succeeded.toSorted()).toEqual(ids.toSorted());
    expectOutputs(place.store, ids);
    const found = async (search: string) =>
      (await client.json(`/tasks?limit=1&search=${search}`)).body['total'];
    expect(await found('')).toBe(uploadCount);
    expect(await found('status:succeeded')).toBe(uploadCount);
  },
);
