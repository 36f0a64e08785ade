import { utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { filesOnDisk } from '../../../../src/engine/saving/sheet/sheet-pictures.ts';
import type { Task } from '../../../../src/shared/task/task.ts';
import { sampleOutput, sampleTask } from '../../../support/sample-tasks.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('takes a result for a sheet that has the date of its source, also one that is still to come', async () => {
  const path = join(tempFolder(), 'a.jpg');
  writeFileSync(path, 'a picture');
  const finishedAt = Date.now();
  const modifiedAt = finishedAt + 86_400_000;
  utimesSync(path, modifiedAt / 1000, modifiedAt / 1000);
  const output = { ...sampleOutput, path, sizeBytes: 9, modifiedAt };
  const { task } = sampleTask(0);
  const done = { ...task, status: 'succeeded', outputs: [output], finishedAt } as unknown as Task;
  expect(await filesOnDisk().output(done, output)).toMatchObject({ path });
  expect(await filesOnDisk().output(done, { ...output, modifiedAt: 0 })).toBe('changed');
});
