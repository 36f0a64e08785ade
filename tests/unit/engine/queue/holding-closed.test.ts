import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../../../src/engine/history/open-history.ts';
import { createLedger } from '../../../../src/engine/ledger/ledger.ts';
import { createHolding } from '../../../../src/engine/queue/holding.ts';
import { usualHoldTiming } from '../../../../src/engine/queue/holds.ts';
import { createLocalScheduler } from '../../../../src/engine/scheduling/local-scheduler.ts';
import { createParking } from '../../../../src/engine/scheduling/parking.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

test('what cannot be stored because the engine is closed is told once, and neither holds nor is tried again', () => {
  const done: string[] = [];
  const history = openHistory(join(tempFolder(), 'history.db'));
  onTestFinished(() => history.close());
  const holding = createHolding(
    {
      timing: null,
      guard: { noteMade() {}, findTrouble: () => Promise.resolve(null) },
      drives: { note() {}, findTrouble: () => Promise.resolve(null) },
      ledger: createLedger(history, { isPaused: false, concurrency: 1 }),
      scheduler: createParking(createLocalScheduler({ concurrency: 1 })),
      runner: { hasUnstored: false, storeAgain: () => Promise.resolve() },
      controls: {
        setHold() {
          done.push('held');
        },
        resume() {
          done.push('resumed');
        },
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
