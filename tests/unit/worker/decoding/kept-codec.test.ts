import { expect, test } from 'vitest';
import { KeptCodec } from '../../../../src/worker/decoding/kept-codec.ts';

function counting(quickUses?: number) {
  const loads: boolean[] = [];
  const load = async (isQuick: boolean) => {
    loads.push(isQuick);
    return { module: loads.length, memorySize: () => 0 };
  };
  return { loads, codec: new KeptCodec(load, quickUses) };
}

test('a codec is loaded once', async () => {
  const { loads, codec } = counting();
  const used = [];
  for (let at = 0; at < 3; at += 1) used.push(await codec.use((module) => module));
  expect(used).toEqual([1, 1, 1]);
  expect(loads).toEqual([false]);
});

test('one that is quick at first is loaded a second time for good', async () => {
  const { loads, codec } = counting(2);
  const used = [];
  for (let at = 0; at < 5; at += 1) used.push(await codec.use((module) => module));
  expect(used).toEqual([1, 1, 2, 2, 2]);
  expect(loads).toEqual([true, false]);
});

test('after a trap it is loaded anew, in the way that it was', async () => {
  const { loads, codec } = counting(3);
  const trap = () => {
    throw new WebAssembly.RuntimeError('unreachable');
  };
  expect(await codec.use(trap)).toBeNull();
  expect(await codec.use((module) => module)).toBe(2);
  expect(loads).toEqual([true, true]);
});
