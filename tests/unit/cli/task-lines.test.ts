import { describe, expect, it } from 'vitest';
import { taskLine } from '../../../src/cli/report/task-lines.ts';
import { createJsonReporter } from '../../../src/cli/report/json-reporter.ts';
import { tellEnding } from '../../../src/cli/report/finishing-lines.ts';
import { Totals } from '../../../src/cli/report/summary.ts';
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

describe('a result that is larger than its original', () => {
  const larger = aDoneTask(1, 3000, { notes: ['larger-than-source'] });

  it('says so in its line', () => {
    expect(taskLine(larger, '/pictures')).toBe(
      'photo-1.jpg → /o/a.jpg (4 × 3, 3 KB) It is larger than the original; a lower quality or another format makes it smaller.',
    );
  });

  it('is counted at the end, with what can be done', () => {
    const totals = new Totals({ kind: 'beside', folderName: '' });
    for (const task of [larger, larger, aDoneTask(2, 10)]) totals.add(task);
    const lines: string[] = [];
    const ignore = () => undefined;
    const complain = (line: string) => void lines.push(line);
    const paint = (_colour: unknown, text: string) => text;
    const voice = { say: ignore, print: ignore, complain, paint, cwd: '/' };
    tellEnding(voice, totals.summary(), { isStopped: false, saved: [] });
    expect(lines).toContain(
      '2 of them are larger than the original: try a lower --quality or another --format.',
    );
  });

  it('is noted in JSON', () => {
    const lines: string[] = [];
    createJsonReporter((line) => lines.push(line)).settled(larger);
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ notes: ['larger-than-source'] });
  });
});
