// Where tests put their files. They flush many thousands, and a disk takes milliseconds for each.
import { accessSync, constants, mkdtempSync, rmSync, statfsSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const inMemory = '/dev/shm';
const tmpfsType = 0x01021994;
const neededBytes = 4e9;

/** Some systems let no program run from there, and tests start their own. */
function canRunPrograms(folder) {
  const own = mkdtempSync(join(folder, 'thumbline-'));
  try {
    const program = join(own, 'program');
    writeFileSync(program, '', { mode: 0o700 });
    accessSync(program, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    rmSync(own, { recursive: true, force: true });
  }
}

/** A folder that is kept in memory where there is one with enough room, else the system's usual one. */
export function testFolder() {
  try {
    const { type, bavail, bsize } = statfsSync(inMemory);
    const freeBytes = Math.min(bavail * bsize, process.availableMemory());
    if (type === tmpfsType && freeBytes >= neededBytes && canRunPrograms(inMemory)) return inMemory;
  } catch {
    // This system has none, or not for this user.
  }
  return tmpdir();
}
