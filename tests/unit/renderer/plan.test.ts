import { describe, expect, test } from 'vitest';
import {
  countLines,
  filteredLines,
  missingBytes,
  planLines,
} from '../../../src/renderer/features/plan/plan-lines.ts';
import { failureLine } from '../../../src/shared/task/failure-words.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import type { PlannedAction, PlanRow } from '../../../src/shared/task/plan.ts';

const bytes = { estimatedBytes: 1000, leastBytes: 900, mostBytes: 1100 };
const file = (path: string, action: PlannedAction = 'write') =>
  ({ path, width: 10, height: 10, format: 'jpeg', action, ...bytes }) as const;

const rows: readonly PlanRow[] = [
  { sourcePath: '/b.jpg', action: 'skip', reason: 'unchanged' },
  {
    sourcePath: '/a.jpg',
    action: 'write',
    outputs: [file('/t/a.jpg'), file('/t/a (2).jpg', 'rename'), file('/t/a (3).jpg', 'rename')],
  },
];

describe('the table of a plan', () => {
  test('has a line for each file, by source, and one for what makes none', () => {
    const lines = planLines({ rows });
    expect(lines.map(({ sourcePath, action, isFirst }) => [sourcePath, action, isFirst])).toEqual([
      ['/a.jpg', 'write', true],
      ['/a.jpg', 'rename', false],
      ['/a.jpg', 'rename', false],
      ['/b.jpg', 'skip', true],
    ]);
    expect(lines.at(-1)?.reason).toBe('Nothing has changed since it was made.');
  });

  test('has a line for an output that cannot be made although others can', () => {
    const why = failure('larger-than-allowed', '1 KB');
    const faults = [{ output: 'tiny', failure: why }];
    const row: PlanRow = {
      sourcePath: '/a.jpg',
      action: 'write',
      outputs: [file('/t/a.jpg')],
      faults,
    };
    const lines = planLines({ rows: [row] });
    expect(countLines(lines)).toMatchObject({ write: 1, fail: 1 });
    expect(lines.at(-1)?.reason).toBe(`tiny: ${failureLine(why)}`);
  });

  test('names the source anew when only some of its files are shown', () => {
    const renamed = filteredLines(planLines({ rows }), 'rename');
    expect(renamed.map(({ isFirst }) => isFirst)).toEqual([true, false]);
  });

  test('counts what it shows', () => {
    expect(countLines(planLines({ rows }))).toMatchObject({ all: 4, write: 1, rename: 2, skip: 1 });
  });
});

test('a plan warns only of a disk that is known to be too small', () => {
  expect(missingBytes({ estimatedBytes: 500, freeBytes: 100 })).toBe(400);
  expect(missingBytes({ estimatedBytes: 500, freeBytes: 500 })).toBeNull();
  expect(missingBytes({ estimatedBytes: 500, freeBytes: null })).toBeNull();
});
