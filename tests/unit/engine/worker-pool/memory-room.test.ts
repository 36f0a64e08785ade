import { expect, it } from 'vitest';
import { createMemoryRoom } from '../../../../src/engine/worker-pool/memory-room.ts';

const untilNever = new AbortController().signal;

/** Pictures of these sizes that ask one after another; `inside` names those that were let in. */
function crowd(sizes: readonly number[], signals: readonly AbortSignal[] = []) {
  const room = createMemoryRoom(1000);
  const inside: number[] = [];
  const leaving = sizes.map((bytes, at) =>
    room.enter(bytes, signals[at] ?? untilNever).then((leave) => {
      inside.push(at);
      return leave;
    }),
  );
  return {
    inside,
    leave: async (at: number) => (await leaving[at])?.(),
    settle: () => new Promise((resolve) => setImmediate(resolve)),
  };
}

it('lets in what fits together, and the next as soon as there is room', async () => {
  const { inside, leave, settle } = crowd([400, 500, 300, 100]);
  await settle();
  expect(inside).toEqual([0, 1]);
  await leave(0);
  await settle();
  expect(inside).toEqual([0, 1, 2, 3]);
});

it('lets ten large ones in one by one, also those that are larger than all of it', async () => {
  const { inside, leave, settle } = crowd(Array.from({ length: 10 }, (_, at) => 600 + at * 100));
  for (let at = 0; at < 10; at += 1) {
    await settle();
    expect(inside).toHaveLength(at + 1);
    await leave(at);
  }
});

it('lets no small one overtake a large one for ever', async () => {
  const { inside, leave, settle } = crowd([600, 950, 100]);
  await settle();
  expect(inside).toEqual([0]);
  await leave(0);
  await settle();
  expect(inside).toEqual([0, 1]);
});

it('forgets one that is aborted while it waits', async () => {
  const ending = new AbortController();
  const { inside, leave, settle } = crowd([600, 900, 300], [untilNever, ending.signal]);
  ending.abort();
  await settle();
  expect(new Set(inside)).toEqual(new Set([0, 1, 2]));
  // It holds nothing, and gives nothing back.
  await leave(1);
  await Promise.all([leave(0), leave(0), leave(2)]);
});
