import { expect, test } from 'vitest';
import { createHolding } from '../../../../src/engine/queue/holding.ts';
import { usualHoldTiming } from '../../../../src/engine/queue/holds.ts';

test('what cannot be stored because the engine is closed is told once, and neither holds nor is tried again', () => {
  const done: string[] = [];
  const holding = createHolding(
    {
      timing: null,
      guard: { noteMade() {}, findHoldUp: () => Promise.resolve(null) },
      runner: { hasUnstored: false, storeAgain: () => Promise.resolve() },
      controls: {
        setHold() {
          done.push('held');
        },
        resume() {
          done.push('resumed');
        },
        setLent() {},
      },
      walkAgain: () => done.push('walked again'),
      onBug: () => done.push('told'),
    },
    usualHoldTiming,
  );
  holding.close();
  holding.stopForBug(new Error('statement has been finalized'));
  holding.refused(new Error('statement has been finalized'), performance.now());
  holding.refused(new Error('statement has been finalized'), -1);
  expect(done).toEqual(['told']);
});
