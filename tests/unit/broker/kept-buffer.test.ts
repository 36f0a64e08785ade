import { expect, it } from 'vitest';
import { createKeptBuffer } from '../../../src/broker/reading/kept-buffer.ts';

it('lends the same memory to one file after another', () => {
  const kept = createKeptBuffer(() => false);
  const photo = kept.take(5_000_000);
  expect(photo).toHaveLength(5_000_000);
  kept.giveBack(photo);
  const icon = kept.take(100);
  expect(icon).toHaveLength(100);
  expect(icon.buffer).toBe(photo.buffer);
});

it('never lends to two files at once', () => {
  const kept = createKeptBuffer(() => false);
  const first = kept.take(100);
  const second = kept.take(100);
  expect(second.buffer).not.toBe(first.buffer);
  kept.giveBack(second);
  expect(kept.take(100).buffer).not.toBe(first.buffer);
});

it('grows with the files, but keeps nothing of a very large one', () => {
  const kept = createKeptBuffer(() => false);
  const sizes = [100, 20_000_000, 100_000_000, 19_000_000].map((size) => {
    const taken = kept.take(size);
    expect(taken).toHaveLength(size);
    kept.giveBack(taken);
    return taken.buffer.byteLength;
  });
  expect(Math.max(...sizes.filter((_, at) => at !== 2))).toBeLessThan(50_000_000);
});

it('leaves memory to a decoder that still reads from it', () => {
  const kept = createKeptBuffer(() => true);
  const first = kept.take(100);
  kept.giveBack(first);
  expect(kept.take(100).buffer).not.toBe(first.buffer);
});
