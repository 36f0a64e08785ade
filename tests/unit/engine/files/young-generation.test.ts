import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../../../src/engine/files/young-generation.ts');

/** Megabytes of the young generation before and after much was allocated, on a Node of its own. */
function growthOf(before: string): { readonly first: number; readonly last: number } {
  const program = `
    import { setImmediate as laterTurn } from 'node:timers/promises';
    import { getHeapSpaceStatistics } from 'node:v8';
    import * as own from ${JSON.stringify(file)};
    const size = () =>
      getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size / 1024 ** 2;
    ${before}
    const first = size();
    const kept = [];
    for (let round = 0; round < 80; round += 1) {
      kept.push(Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x' + index })));
      if (kept.length > 8) kept.shift();
      await laterTurn();
    }
    console.log(JSON.stringify({ first, last: size() }));
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  return JSON.parse(stdout.toString());
}

test('holds the young generation of a running Node where it is, or once it is large enough', () => {
  const left = growthOf('');
  expect(left.last).toBeGreaterThan(60);
  // Of its two halves the second is counted once it is used.
  const held = growthOf('own.stopYoungGenerationGrowth();');
  expect(held.last).toBeLessThanOrEqual(2 * held.first);
  const { last } = growthOf('own.limitYoungGeneration();');
  expect(last).toBeGreaterThan(2 * held.last);
  expect(last).toBeLessThan(60);
});
