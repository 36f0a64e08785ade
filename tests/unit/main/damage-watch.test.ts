import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { createDamageWatch } from '../../../src/main/lifecycle/damage-watch.ts';
import { fill, sampleTask } from '../../support/sample-tasks.ts';
import { tempFolder } from '../../support/temp-folder.ts';

test('damage that is met while the history is in use is told once, and has the next start put it aside', async () => {
  const path = join(tempFolder(), 'history.db');
  const before = openHistory(path);
  fill(
    before,
    Array.from({ length: 1000 }, (_, at) => sampleTask(at + 1)),
  );
  before.close();
  const bytes = readFileSync(path);
  // All but what is read at the start: a disk lost the rest.
  writeFileSync(path, bytes.fill(0x55, 4096 * 30));

  const told: string[] = [];
  const history = openHistory(path);
  const watch = createDamageWatch(() => told.push('told'));
  watch.whenFound(() => history.noteDamage());
  watch.look(new Error('something else'));
  expect(watch.isFound).toBe(false);
  for (let round = 0; round < 2; round += 1) {
    try {
      history.tasksOf('batch-1', { after: -1, limit: 2000 });
    } catch (error) {
      watch.look(error);
    }
  }
  expect([told, watch.isFound]).toEqual([['told'], true]);
  await Promise.resolve();
  history.close();
  const next = openHistory(path);
  onTestFinished(() => next.close());
  expect(next.setAside).toMatchObject({ reason: 'damaged' });
});
