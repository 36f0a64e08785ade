import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url).href;

test('a service is guarded also where its folder is named from the one it is started in', () => {
  const here = tempFolder();
  const folders = ['drive/history', './drive', 'beside/../drive/history', 'beside', 'drive2'];
  const program = `
    import { needsGuard } from ${JSON.stringify(at('src/service/guard/guard.ts'))};
    process.stdout.write(${JSON.stringify(folders)}.filter((folder) => needsGuard([folder])).join());`;
  const preload = `--import=${at('tests/support/hanging-drive.ts')}`;
  const said = execFileSync(process.execPath, [preload, '--input-type=module', '-e', program], {
    cwd: here,
    env: { ...process.env, THUMBLINE_TEST_DRIVE: join(here, 'drive') },
    encoding: 'utf8',
  });
  expect(said.split(',')).toEqual(folders.slice(0, 3));
});
