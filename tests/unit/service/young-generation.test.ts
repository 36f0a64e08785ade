import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const file = join(import.meta.dirname, '../../../src/service/young-generation.ts');

/** How often the young generation has grown by the time that much was allocated, on a Node of its own. */
function growthOf(before: string): number {
  const program = `
    import { getHeapSpaceStatistics } from 'node:v8';
    import { stopYoungGenerationGrowth } from ${JSON.stringify(file)};
    const size = () => getHeapSpaceStatistics().find(({ space_name }) => space_name === 'new_space').space_size;
    ${before}
    const first = size();
    const kept = [];
    for (let round = 0; round < 40; round += 1) {
      kept.push(Array.from({ length: 20_000 }, (_, index) => ({ index, text: 'x' + index })));
      if (kept.length > 3) kept.shift();
    }
    console.log(size() / first);
  `;
  const { stdout } = spawnSync(process.execPath, ['--input-type=module', '-e', program]);
  return Number(stdout);
}

test('holds the young generation of a running Node where it is', () => {
  // Of its two halves the second is counted once it is used.
  expect(growthOf('')).toBeGreaterThan(2);
  expect(growthOf('stopYoungGenerationGrowth();')).toBeLessThanOrEqual(2);
});
