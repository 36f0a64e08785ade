import { chmodSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { diskCalls } from '../../../../src/engine/files/disk-calls.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

it('a copy that is made part by part is the same file, with its times and rights', async () => {
  const folder = tempFolder();
  const [from, to] = [join(folder, 'from'), join(folder, 'to')];
  writeFileSync(from, 'twenty-three characters');
  chmodSync(from, 0o640);
  utimesSync(from, 1000, 2000);
  const copied: number[] = [];
  for (let start = 0; copied.at(-1) !== 0; start += copied.at(-1) ?? 0) {
    copied.push(await diskCalls.copyPart(from, to, { start, bytes: 10 }));
  }
  // Until it has the rights of the other one, nobody else may read it.
  expect(statSync(to).mode & 0o777).toBe(0o600);
  await diskCalls.completeCopy(from, to);
  expect(copied).toEqual([10, 10, 3, 0]);
  expect(readFileSync(to, 'utf8')).toBe('twenty-three characters');
  const { mode, mtimeMs } = statSync(to);
  expect([mode & 0o777, mtimeMs]).toEqual([0o640, 2_000_000]);
  await expect(diskCalls.copyPart(from, to, { start: 0, bytes: 10 })).rejects.toMatchObject({
    code: 'EEXIST',
  });
});
