import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createIdMap } from '../../../src/engine/collections/id-map.ts';

test('ids of every kind are found again, each with what was last set, and counted once', () => {
  const ids = ['', 'a', 'ä', 'task-1', ...Array.from({ length: 2000 }, () => randomUUID())];
  const map = createIdMap<number>();
  for (const id of ids) map.set(id, 0);
  for (const [at, id] of ids.entries()) map.set(id, at);
  expect(map.size).toBe(ids.length);
  expect(ids.map((id) => map.get(id))).toEqual([...ids.keys()]);
  expect(ids.slice(1).map((id) => map.delete(id))).not.toContain(false);
  expect([map.size, map.has(''), map.has('a'), map.delete('a')]).toEqual([1, true, false, false]);
});
