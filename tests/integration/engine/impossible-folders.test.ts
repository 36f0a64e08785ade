import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { program as cli, readJson, startProgram } from '../cli/run-cli.ts';

const faces = join(import.meta.dirname, '../../support/impossible-folders.ts');
/** There Linux answers that the parent is missing, though it is there. */
const impossible = '/proc/thumbline';

it.runIf(process.platform === 'linux')(
  'says that it cannot write where no folder can be made, and ends, in every place that makes one',
  async () => {
    const folder = tempFolder();
    const source = await putPicture(join(folder, 'a.jpg'));
    const args = [cli, '--json', '--out', impossible, source];
    const started = [
      startProgram(process.execPath, args, { cwd: folder }),
      startProgram(process.execPath, [faces, impossible, source], { cwd: folder }),
    ];
    onTestFinished(() => started.forEach(({ child }) => child.kill('SIGKILL')));
    const [terminal, places] = await Promise.all(started.map(({ finished }) => finished));
    expect(terminal?.code).toBe(1);
    expect(readJson(terminal?.stdout ?? '').tasks).toMatchObject([
      { status: 'failed', failure: { code: 'output-unwritable' } },
    ]);
    expect(places?.stdout.trim().split('\n')).toEqual([
      'results: refused',
      'history: refused',
      'trash: refused',
      'previews: refused',
      'run: refused',
      'store: refused',
      'secret: refused',
      'log: ended',
    ]);
  },
);
