import { execFile } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';

const at = (path: string) => new URL(`../../../${path}`, import.meta.url);

test('an upload whose drive hangs before it is whole is refused, and what is left of it is not asked for', async () => {
  const [drive, elsewhere] = [tempFolder(), tempFolder()];
  const hangs = join(elsewhere, 'hangs');
  const program = `
    import { writeFileSync } from 'node:fs';
    import { Readable } from 'node:stream';
    import { setDiskProgram } from ${JSON.stringify(at('src/engine/files/index.ts').href)};
    import { createFolderStore } from ${JSON.stringify(at('src/service/store/folder-store.ts').href)};
    const entry = ${JSON.stringify(at('src/engine/files/disk-process.ts').pathname)};
    setDiskProgram({ nodePath: process.execPath, entry });
    const now = performance.now.bind(performance);
    async function* picture() {
      yield Buffer.from('a picture');
      writeFileSync(${JSON.stringify(hangs)}, '');
      // It answered so long ago that it is asked again.
      performance.now = () => now() + 60_000;
    }
    const store = createFolderStore(${JSON.stringify(drive)});
    const taken = store.write('uploads/one', Readable.from(picture()));
    process.stdout.write(await taken.then(() => 'taken', String));
    process.exit();`;
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=${at('tests/support/hanging-drive.ts').href}`,
    THUMBLINE_TEST_DRIVE: drive,
    THUMBLINE_TEST_DRIVE_HANGS_ONCE: hangs,
  };
  // One that hangs is ended before this test is.
  const run = promisify(execFile);
  const words = ['--input-type=module', '-e', program];
  const { stdout } = await run(process.execPath, words, { env, timeout: 25_000 });
  expect(stdout).toContain('the drive of the store does not answer');
  expect(readdirSync(drive)).toEqual(['.thumbline-answers', 'incoming']);
});
