import { expect, test } from 'vitest';
import { publicTask } from '../../../src/service/public-view/public-task.ts';
import { asMade, asQueued, asRunning } from '../../../src/engine/ledger/transitions.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { sampleOutput, sampleTask } from '../../support/sample-tasks.ts';

test('pages see no folder of this machine, whatever became of the task', () => {
  const made = {
    source: { format: 'jpeg', width: 4, height: 3 },
    outputs: [sampleOutput],
    notes: [],
    fingerprints: { source: '1:2:3:4', outputs: ['5:6'] },
  };
  const ending = { finishedAt: 5000, durationMs: 1 };
  const running = asRunning(sampleTask(1).task, 2000);
  const whole = asMade(running, ending, made);
  const faults = [{ name: 'large', failure: failure('disk-full') }];
  const partly = asMade(running, ending, { ...made, faults });
  for (const task of [whole, partly, asQueued(partly, 6000)]) {
    expect(JSON.stringify(publicTask(task))).not.toMatch(/photos|1:2:3:4/);
    expect(JSON.stringify(publicTask(task))).toContain('IMG_1.jpg');
  }
});
