import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import { createIdSlots } from '../../../src/engine/collections/id-slots.ts';

const uuids = (count: number) => Array.from({ length: count }, (): string => randomUUID());

test('ids of every kind have a slot each, by which they are found again', () => {
  const [known = ''] = uuids(1);
  const odd = [
    '',
    'a',
    'ä',
    'task-1',
    known.toUpperCase(),
    known.replaceAll('-', '0'),
    `${known}0`,
  ];
  const ids = [known, ...odd, ...uuids(5000)];
  const slots = createIdSlots();
  const taken = ids.map((id) => slots.take(id));
  expect(new Set(taken).size).toBe(ids.length);
  expect(slots.size).toBe(ids.length);
  expect(ids.map((id) => slots.take(id))).toEqual(taken);
  expect(ids.map((id) => slots.slotOf(id))).toEqual(taken);
  expect(taken.map((slot) => slots.idOf(slot))).toEqual(ids);
  expect(uuids(100).map((id) => slots.slotOf(id))).toEqual(Array(100).fill(-1));
});

test('slots that were given back are had by others, however often that happens', () => {
  const slots = createIdSlots();
  let kept = uuids(1000).concat('task-1');
  for (const id of kept) slots.take(id);
  for (let round = 0; round < 40; round += 1) {
    const leaving = kept.filter((_, at) => at % 2 === round % 2);
    expect(leaving.map((id) => slots.giveBack(id))).not.toContain(false);
    expect(leaving.map((id) => slots.giveBack(id))).not.toContain(true);
    expect(leaving.map((id) => slots.slotOf(id)).every((slot) => slot < 0)).toBe(true);
    kept = kept.filter((id) => slots.slotOf(id) >= 0).concat(uuids(leaving.length));
    expect(Math.max(...kept.map((id) => slots.take(id)))).toBeLessThan(1001);
  }
  expect(slots.size).toBe(kept.length);
  expect(kept.map((id) => slots.idOf(slots.slotOf(id)))).toEqual(kept);
});
