import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { createLogFlush } from '../../../../src/engine/history/log-flush.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('has nothing to do for a database without a log, until there is one', async () => {
  const path = join(tempFolder(), 'history.db');
  const log = createLogFlush(path);
  onTestFinished(() => log.close());
  await expect(log.flush()).resolves.toBeUndefined();
  writeFileSync(`${path}-wal`, 'frames');
  await expect(log.flush()).resolves.toBeUndefined();
});

it('says so when the log cannot be opened', async () => {
  const log = createLogFlush(join(tempFolder(), 'no-folder\0', 'history.db'));
  await expect(log.flush()).rejects.toThrow();
});
