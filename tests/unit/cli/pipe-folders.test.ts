import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, it } from 'vitest';
import { makePipeFolder, sweepPipeFolders } from '../../../src/cli/runs/pipe-folders.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** No process has such a number. */
const dead = 2 ** 30;

it('removes what runs left that were killed, and nothing of a run that lives or of others', async () => {
  const base = tempFolder();
  const living = await makePipeFolder(base);
  for (const name of [`thumbline-pipe-${dead}-abcdef`, 'thumbline-pipe-abcdef', 'thumbline-else'])
    mkdirSync(join(base, name));
  writeFileSync(join(base, `thumbline-pipe-${dead}-abcdef`, 'standard input'), 'a picture');
  writeFileSync(join(base, `thumbline-pipe-${dead}-file00`), 'of somebody');
  const all = readdirSync(base).toSorted();
  await sweepPipeFolders(base);
  expect(readdirSync(base).toSorted()).toEqual(all);
  await sweepPipeFolders(base, Date.now() + 3 * 3_600_000);
  const left = [basename(living), `thumbline-pipe-${dead}-file00`, 'thumbline-else'];
  expect(readdirSync(base).toSorted()).toEqual(left.toSorted());
});
