import { expect, test } from 'vitest';
import { onceLoaded } from '../../../src/shared/once.ts';

test('loads once, also for those who ask while it loads', async () => {
  let loads = 0;
  const load = onceLoaded(async () => {
    loads += 1;
    await Promise.resolve();
    return { loads };
  });

  const [first, meanwhile] = await Promise.all([load(), load()]);
  const later = await load();

  expect([first, meanwhile, later]).toEqual([{ loads: 1 }, { loads: 1 }, { loads: 1 }]);
});

test('tries a load that failed again, and keeps what then came', async () => {
  let loads = 0;
  const load = onceLoaded(async () => {
    loads += 1;
    if (loads === 1) throw new Error('no file descriptor is left');
    await Promise.resolve();
    return loads;
  });

  await expect(load()).rejects.toThrow('no file descriptor is left');

  expect([await load(), await load()]).toEqual([2, 2]);
});
