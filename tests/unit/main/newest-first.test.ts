import { expect, it } from 'vitest';
import { newestFirst } from '../../../src/main/protocol/newest-first.ts';

it('runs so many at once, and of those that wait the newest first', async () => {
  const inTurn = newestFirst(1);
  const gate = Promise.withResolvers<void>();
  const started: string[] = [];
  const work = (name: string) => async () => {
    started.push(name);
    await gate.promise;
    return name;
  };
  const all = Promise.all(['a', 'b', 'c'].map((name) => inTurn(work(name))));
  expect(started).toEqual(['a']);
  gate.resolve();
  expect(await all).toEqual(['a', 'b', 'c']);
  expect(started).toEqual(['a', 'c', 'b']);
});

it('goes on after a work that failed', async () => {
  const inTurn = newestFirst(1);
  await expect(inTurn(() => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(await inTurn(() => Promise.resolve('yes'))).toBe('yes');
});
