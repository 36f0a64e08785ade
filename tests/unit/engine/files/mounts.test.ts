import { execFileSync } from 'node:child_process';
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempFolder } from '../../../support/temp-folder.ts';

const at = (path: string) => new URL(`../../../../${path}`, import.meta.url).href;

test.runIf(process.platform === 'linux')(
  'says of every way to a drive that may hang which one it is, and asks that drive nothing',
  () => {
    const [drive, home] = [tempFolder(), tempFolder()];
    mkdirSync(join(home, 'photos'));
    symlinkSync(drive, join(home, 'disk'));
    symlinkSync('../disk/holidays', join(home, 'photos/holidays'));
    const late = join(home, 'photos/late');
    const ways = [
      drive,
      join(drive, 'a/b.jpg'),
      `${home}/photos/../disk/b.jpg`,
      join(home, 'photos/holidays'),
      join(home, 'photos/holidays/c.jpg'),
    ];
    const others = [home, join(home, 'photos'), join(home, 'photos/new.jpg'), join(home, 'gone/x')];
    const program = `
    import { symlinkSync } from 'node:fs';
    import { slowDriveOf } from ${JSON.stringify(at('src/engine/files/mounts.ts'))};
    const said = ${JSON.stringify([...ways, ...others, late])}.map(slowDriveOf);
    symlinkSync(${JSON.stringify(drive)}, ${JSON.stringify(late)});
    process.stdout.write(JSON.stringify([...said, slowDriveOf(${JSON.stringify(late)})]));`;
    const args = [
      '--import',
      at('tests/support/hanging-drive.ts'),
      '--input-type=module',
      '-e',
      program,
    ];
    const env = { ...process.env, THUMBLINE_TEST_DRIVE: drive };
    const said: unknown = JSON.parse(
      execFileSync(process.execPath, args, { env, encoding: 'utf8' }),
    );
    expect(said).toEqual([...ways.map(() => drive), ...others.map(() => null), null, drive]);
  },
);
