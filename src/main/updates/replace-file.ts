import { constants } from 'node:fs';
import { chmod, copyFile, open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/**
 * Puts a program in another's place. At every moment either the old one or the new one is whole under its name, also where the two
 * lie on two disks; a copy that was broken off is replaced by the next. Rejects with the system's error.
 */
export async function replaceFile(path: string, fetched: string): Promise<void> {
  const beside = join(dirname(path), `.${basename(path)}.part`);
  const { mode } = await stat(path);
  await rm(beside, { force: true });
  try {
    await copyFile(fetched, beside, constants.COPYFILE_EXCL);
    await chmod(beside, mode | 0o100);
    const file = await open(beside, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, path);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  await rm(fetched, { force: true });
}
