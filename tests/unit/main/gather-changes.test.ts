import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherChanges } from '../../../src/main/announcing/gather-changes.ts';
import type { Change } from '../../../src/shared/task/change.ts';

function taskChange(id: string, number: number): Change {
  const facts = { batchId: 'b', position: 0, sourcePath: '/a.jpg', sizeBytes: 1, attempts: 0 };
  return { kind: 'task', number, task: { id, number, status: 'queued', queuedAt: 0, ...facts } };
}

describe('announced changes', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  function gathering() {
    const messages: (readonly Change[])[] = [];
    const gatherer = gatherChanges((changes) => messages.push(changes));
    return { gatherer, messages };
  }

  it('are gathered, the last one of each task, in the order of their numbers', () => {
    const { gatherer, messages } = gathering();
    gatherer.add([taskChange('a', 1), taskChange('b', 2)]);
    gatherer.add([{ kind: 'removed', number: 3, taskIds: ['b'] }, taskChange('a', 4)]);
    expect(messages).toEqual([]);
    vi.runAllTimers();
    expect(messages.map((message) => message.map(({ number }) => number))).toEqual([[2, 3, 4]]);
  });

  it('wait 50 ms after the first of them, however many follow', () => {
    const { gatherer, messages } = gathering();
    gatherer.add([taskChange('a', 1)]);
    vi.advanceTimersByTime(49);
    gatherer.add([taskChange('b', 2)]);
    expect(messages).toEqual([]);
    vi.advanceTimersByTime(1);
    expect(messages.map(({ length }) => length)).toEqual([2]);
  });

  it('are sent in pieces, so that no message is huge', () => {
    const { gatherer, messages } = gathering();
    gatherer.add(Array.from({ length: 2500 }, (_, index) => taskChange(`t${index}`, index)));
    vi.runAllTimers();
    expect(messages.map(({ length }) => length)).toEqual([1000, 1000, 500]);
  });

  it('are not sent after the end', () => {
    const { gatherer, messages } = gathering();
    gatherer.add([taskChange('a', 1)]);
    gatherer.close();
    vi.runAllTimers();
    expect(messages).toEqual([]);
  });
});
