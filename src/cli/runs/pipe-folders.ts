import { lstat, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The number of the process that has it follows; earlier versions left that out. */
const prefix = 'thumbline-pipe-';
const ownerOf = /^thumbline-pipe-(?:(\d+)-)?[^-]+$/;

/** A container may have other numbers for its processes, and no picture takes so long. Milliseconds. */
const abandonedMs = 2 * 3_600_000;

function isRunning(processId: number): boolean {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function isAbandoned(path: string, owner: string | undefined, now: number): Promise<boolean> {
  const facts = await lstat(path);
  const isOurs = facts.isDirectory() && facts.uid === (process.getuid?.() ?? facts.uid);
  if (!isOurs || now - facts.mtimeMs < abandonedMs) return false;
  return owner === undefined || !isRunning(Number(owner));
}

/** Makes a folder of its own for one picture on its way through. */
export const makePipeFolder = (base: string = tmpdir()): Promise<string> =>
  mkdtemp(join(base, `${prefix}${process.pid}-`));

/** Removes what runs left that were killed. Never rejects. */
export async function sweepPipeFolders(
  base: string = tmpdir(),
  now: number = Date.now(),
): Promise<void> {
  const names = await readdir(base).catch(() => []);
  for (const name of names) {
    const match = ownerOf.exec(name);
    if (!match) continue;
    const path = join(base, name);
    const isLeft = await isAbandoned(path, match[1], now).catch(() => false);
    if (isLeft) await rm(path, { recursive: true, force: true }).catch(() => undefined);
  }
}
