import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { linkWithoutReplacing } from '../../../../src/engine/files/atomic-rename.ts';
import { onDisk, setDiskProgram, useDrives } from '../../../../src/engine/files/disks.ts';
import { entryAt } from '../../../../src/engine/files/file-identity.ts';
import { slowDriveOf } from '../../../../src/engine/files/mounts.ts';
import { type OpenFolder, openFolder } from '../../../../src/engine/files/open-folder.ts';
import { makeTempFolder } from '../../../e2e/harness/temp-folder.ts';
import { mountSlowDrive } from '../../../support/slow-drive.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

const entry = fileURLToPath(
  new URL('../../../../src/engine/files/disk-process.ts', import.meta.url),
);

async function held(folder: string): Promise<OpenFolder> {
  const opened = await openFolder(folder);
  onTestFinished(() => opened.close());
  return opened;
}

describe.runIf(process.platform === 'linux')(
  'a folder of this computer that is held, with a way to a drive that may hang in it',
  () => {
    const mounted = makeTempFolder();
    const drive = join(mounted.path, 'drive');
    let [home, unmount]: [string, () => Promise<void>] = ['', () => Promise.resolve()];
    let leave: () => void;
    beforeAll(async () => {
      mkdirSync(drive);
      setDiskProgram({ nodePath: process.execPath, entry });
      leave = useDrives();
      unmount = await mountSlowDrive(drive);
    });
    beforeEach(() => {
      home = tempFolder();
    });
    afterAll(async () => {
      leave();
      await unmount();
      mounted.remove();
    });

    it('has a link to the drive under its name, as any other file', async () => {
      writeFileSync(join(drive, 'a.jpg'), 'away');
      symlinkSync(join(drive, 'a.jpg'), join(home, 'a.jpg'));
      writeFileSync(join(home, 'new'), 'new');
      const folder = await held(home);
      expect(await entryAt(folder.at('a.jpg'))).not.toBeNull();
      expect(await linkWithoutReplacing(folder.at('new'), folder.at('a.jpg'))).toBe(false);
    });

    it('leads to the drive that is mounted in it', async () => {
      const folder = await held(mounted.path);
      const below = await held(folder.at('drive'));
      expect(below.realPath).toBe(drive);
      await onDisk('mkdir', below.at('new'));
      expect(await entryAt(join(drive, 'new'))).not.toBeNull();
    });

    it('is not taken for the one that had its descriptor before', async () => {
      symlinkSync(drive, join(home, 'away'));
      const others = await Promise.all(Array.from({ length: 20 }, () => openFolder(tempFolder())));
      expect(others.map((one) => slowDriveOf(one.at('away')))).toEqual(others.map(() => null));
      for (const one of others) one.close();
      const known = new Set(others.map(({ path }) => path));
      let folder = await held(home);
      // Something else may take some of the numbers first.
      await expect.poll(async () => known.has((folder = await held(home)).path)).toBe(true);
      expect(slowDriveOf(folder.at('away'))).toBe(drive);
    });
  },
);
