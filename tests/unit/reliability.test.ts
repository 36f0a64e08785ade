import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

/** Rows of the last table of the page: fault, file, name. */
const rows = read('docs/reliability.md')
  .split('## Faults')[1]
  ?.split('\n')
  .filter((line) => line.startsWith('|'))
  .slice(2)
  .map((line) => line.split('|').map((cell) => cell.trim().replaceAll('`', '')));

test('each fault that docs/reliability.md names has the test that it names', () => {
  const missing = rows?.filter(([, , file = '', name = '']) => !read(file).includes(name));
  expect(rows?.length).toBeGreaterThan(25);
  expect(missing).toEqual([]);
});
