import { expect, it } from 'vitest';
import { createOutbox } from '../../../../src/engine/ledger/outbox.ts';

/** A disk that flushes when it is told to. */
function heldDisk() {
  const flushes: PromiseWithResolvers<void>[] = [];
  const flush = () => {
    const held = Promise.withResolvers<void>();
    flushes.push(held);
    return held.promise;
  };
  return { flushes, flush };
}

it('tells nothing before the disk has it, and then in order', async () => {
  const { flushes, flush } = heldDisk();
  const told: string[] = [];
  const outbox = createOutbox(flush);
  outbox.put(() => told.push('added'));
  await expect.poll(() => flushes.length).toBe(1);
  outbox.put(() => told.push('running'));
  outbox.put(() => told.push('done'));
  const all = outbox.flushed();
  expect(told).toEqual([]);
  flushes[0]?.resolve();
  // What came while that flush was under way may not be on the disk yet.
  await expect.poll(() => flushes.length).toBe(2);
  expect(told).toEqual(['added']);
  flushes[1]?.resolve();
  await all;
  expect(told).toEqual(['added', 'running', 'done']);
  expect(flushes).toHaveLength(2);
});

it('tells of a disk that fails to those who wait, and goes on', async () => {
  const { flushes, flush } = heldDisk();
  const told: string[] = [];
  const outbox = createOutbox(flush);
  outbox.put(() => told.push('done'));
  const failed = outbox.flushed();
  await expect.poll(() => flushes.length).toBe(1);
  flushes[0]?.reject(new Error('the disk fails'));
  await expect(failed).rejects.toThrow('the disk fails');
  expect(told).toEqual(['done']);
  const later = outbox.flushed();
  await expect.poll(() => flushes.length).toBe(2);
  flushes[1]?.resolve();
  await later;
});

it('tells at once where nothing is flushed', () => {
  const told: string[] = [];
  createOutbox(null).put(() => told.push('done'));
  expect(told).toEqual(['done']);
});
