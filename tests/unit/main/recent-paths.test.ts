import { expect, test } from 'vitest';
import { createRecent } from '../../../src/main/files/recent-paths.ts';
import type { RecentPaths } from '../../../src/shared/settings/recent-paths.ts';

function openRecent() {
  let kept: RecentPaths = { paths: [] };
  const told: string[] = [];
  const recent = createRecent({
    store: { read: () => kept, replace: (value) => (kept = value) },
    tellSystem: (path) => void told.push(path),
    onChange: () => void told.push('changed'),
  });
  return { recent, told };
}

test('what was added lately comes first, each once, and no more than ten', () => {
  const { recent, told } = openRecent();
  for (const name of 'abcdefghijkl') recent.note([`/p/${name}`]);
  recent.note(['/p/j', '/p/z']);
  expect(
    recent
      .list()
      .map((path) => path.at(-1))
      .join(''),
  ).toBe('jzlkihgfed');
  expect(told.slice(-3)).toEqual(['/p/j', '/p/z', 'changed']);
  recent.clear();
  expect(recent.list()).toEqual([]);
});

test('many files at once are remembered by their folder', () => {
  const { recent } = openRecent();
  recent.note(['/p/a.jpg', '/p/b.jpg', '/p/c.jpg', '/p/d.jpg']);
  expect(recent.list()).toEqual(['/p']);
});
