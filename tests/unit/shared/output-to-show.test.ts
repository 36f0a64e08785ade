import { describe, expect, it } from 'vitest';
import { outputToShow } from '../../../src/shared/task/outputs-of.ts';
import type { Output, TaskWith } from '../../../src/shared/task/task.ts';

function output(name: string, edge: number, more: Partial<Output> = {}): Output {
  const size = { width: edge, height: Math.round(edge / 2), sizeBytes: edge * 10 };
  return { name, path: `/${name}`, format: 'jpeg', ...size, ...more };
}

function taskWith(outputs: Output[]): TaskWith<'succeeded'> {
  return {
    status: 'succeeded',
    id: 'a',
    batchId: 'b',
    number: 1,
    position: 1,
    sourcePath: '/a.jpg',
    sizeBytes: 1,
    attempts: 1,
    queuedAt: 0,
    finishedAt: 0,
    durationMs: 1,
    source: { format: 'JPEG', width: 4000, height: 2000 },
    outputs,
    notes: [],
  };
}

const shown = (...outputs: Output[]) => outputToShow(taskWith(outputs))?.name ?? null;

describe('the output that stands for a task', () => {
  it('is the smallest that fills a tile', () => {
    expect(shown(output('icon', 16), output('large', 1000), output('medium', 400))).toBe('medium');
  });

  it('is the largest when none fills a tile', () => {
    expect(shown(output('icon', 16), output('thumbnail', 100))).toBe('thumbnail');
  });

  it('is one that Chromium draws quickly, if there is one', () => {
    expect(shown(output('scan', 600, { format: 'tiff' }), output('small', 200))).toBe('small');
    expect(shown(output('mac', 512, { format: 'icns' }), output('small', 200))).toBe('small');
    expect(shown(output('windows', 256, { format: 'ico' }), output('small', 200))).toBe('windows');
    expect(shown(output('huge', 500, { sizeBytes: 5_000_000 }), output('small', 200))).toBe(
      'small',
    );
  });

  it('is any when none can be drawn as it is', () => {
    expect(shown(output('scan', 600, { format: 'tiff' }))).toBe('scan');
  });

  it('is none when the task has none', () => {
    expect(shown()).toBeNull();
  });
});
