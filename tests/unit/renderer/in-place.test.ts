import { expect, test } from 'vitest';
import { inPlace } from '../../../src/renderer/features/tasks/in-place.ts';
import { aDoneTask } from './a-task.ts';

const made = (id: number, sourcePath: string, path: string) =>
  aDoneTask(id, 10, {
    sourcePath,
    outputs: [{ name: 'a', path, width: 4, height: 3, format: 'jpeg', sizeBytes: 10 }],
  });

const several = (id: number, names: readonly string[]) =>
  aDoneTask(id, 10, {
    sourcePath: `/p/${names[0]}`,
    outputs: names.map((name) => {
      return {
        name,
        path: `/p/thumbnails/${name}`,
        width: 4,
        height: 3,
        format: 'jpeg',
        sizeBytes: 10,
      };
    }),
  });

test('what is made again replaces its own result, and never the file that its number stepped aside for', () => {
  const groups = inPlace([
    made(1, '/p/a.jpg', '/p/thumbnails/a.jpg'),
    made(2, '/p/b.jpg', '/p/thumbnails/b (2).jpg'),
    made(3, '/p/c.jpg', '/p/thumbnails/c-small (3).jpg'),
    // The number is the source's own.
    made(4, '/p/d (2).jpg', '/p/thumbnails/d (2).jpg'),
    made(5, '/p/e (2).jpg', '/p/thumbnails/e (2) (2).jpg'),
    several(6, ['f.jpg', 'f (2).jpg', 'f (3).jpg']),
    several(7, ['g.jpg', 'g (3).jpg']),
  ]);
  expect(groups).toEqual([
    { taskIds: ['t1', 't4', 't6'], conflict: 'overwrite' },
    { taskIds: ['t2', 't3', 't5', 't7'], conflict: 'rename' },
  ]);
});
