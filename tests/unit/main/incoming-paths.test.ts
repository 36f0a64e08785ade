import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { gatherIncomingPaths } from '../../../src/main/arguments/opened-paths.ts';

describe('paths that the system asks to open', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('wait until somebody can take them', () => {
    const incoming = gatherIncomingPaths();
    incoming.add(['/a.jpg']);
    vi.runAllTimers();
    const received: (readonly string[])[] = [];
    incoming.deliverTo((paths) => received.push(paths));
    expect(received).toEqual([['/a.jpg']]);
  });

  it('come as one batch when they are named one by one', () => {
    const incoming = gatherIncomingPaths();
    const received: (readonly string[])[] = [];
    incoming.deliverTo((paths) => received.push(paths));
    incoming.add(['/a.jpg']);
    incoming.add(['/b.jpg']);
    vi.runAllTimers();
    expect(received).toEqual([['/a.jpg', '/b.jpg']]);
  });

  it('tell a later start without files apart from no start', () => {
    const incoming = gatherIncomingPaths();
    const received: (readonly string[])[] = [];
    incoming.deliverTo((paths) => received.push(paths));
    vi.runAllTimers();
    expect(received).toEqual([]);
    incoming.add([]);
    vi.runAllTimers();
    expect(received).toEqual([[]]);
  });
});
