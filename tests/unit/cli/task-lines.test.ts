import { describe, expect, it } from 'vitest';
import { taskLine } from '../../../src/cli/task-lines.ts';
import type { Output } from '../../../src/shared/task/task.ts';
import { aDoneTask } from '../renderer/a-task.ts';

const output = (path: string): Output => {
  return { name: path, path, width: 40, height: 30, format: 'jpeg', sizeBytes: 2000 };
};
const lineFor = (...paths: string[]) =>
  taskLine(aDoneTask(1, 0, { outputs: paths.map(output) }), '/pictures');

describe('the line of a finished picture', () => {
  it('names one or two files', () => {
    expect(lineFor('/pictures/small/a.jpg', '/pictures/b.jpg')).toBe(
      'photo-1.jpg → small/a.jpg (40 × 30, 2 KB), b.jpg (40 × 30, 2 KB)',
    );
  });

  it('counts more of them, and says where they are', () => {
    expect(lineFor('/pictures/s/a.jpg', '/pictures/s/b.jpg', '/pictures/s/c.jpg')).toBe(
      'photo-1.jpg → 3 files in s (6 KB)',
    );
    expect(lineFor('/pictures/s/a.jpg', '/pictures/m/a.jpg', '/pictures/l/a.jpg')).toBe(
      'photo-1.jpg → 3 files in 3 folders (6 KB)',
    );
  });
});
