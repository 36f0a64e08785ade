import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { onTestFinished } from 'vitest';
import type { DiskEvent } from './disk-events.ts';
import type { DiskEntry } from './simulated-disk.ts';

const program = fileURLToPath(new URL('serve-disk.ts', import.meta.url));

async function serveDisk(folder: string, features: readonly string[]) {
  mkdirSync(folder);
  const notes = `${folder}.events`;
  const child = spawn(process.execPath, [program, folder, notes, ...features], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  const unmount = () => spawnSync('umount', ['-l', folder]);
  onTestFinished(() => void unmount());
  const isMounted = await Promise.race([
    once(child.stdout, 'data').then(() => true),
    ended.then(() => false),
  ]);
  if (!isMounted) {
    throw new Error(
      'A disk of our own cannot be mounted: that takes root, and FUSE in the kernel.',
    );
  }
  return { child, ended, unmount, notes };
}

/** A disk that is mounted at `folder` until the test ends; its calls of these names hang once `hangNow` was looked for there. */
export async function mountHangingDisk(folder: string, calls: readonly string[]): Promise<void> {
  const words = ['links', ...calls.map((call) => `hang=${call}`)];
  const { child, ended } = await serveDisk(folder, words);
  onTestFinished(async () => {
    // What hangs in the kernel ends with whoever should answer it.
    child.kill('SIGKILL');
    await ended;
  });
}

/** Has `work` done on a disk that is mounted at `folder` meanwhile; answers with all that happened to that disk. */
export async function recordDisk(
  folder: string,
  { hasLinks }: { readonly hasLinks: boolean },
  work: () => Promise<void>,
): Promise<readonly DiskEvent[]> {
  const { ended, unmount, notes } = await serveDisk(folder, hasLinks ? ['links'] : []);
  await work();
  unmount();
  await ended;
  return deserialize(readFileSync(notes)) as DiskEvent[];
}

/** Has the folder hold this and nothing else. Files of several names have them here, too. */
export function putDisk(folder: string, entries: readonly DiskEntry[]): void {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  const names = new Map<number, string>();
  for (const { path, inode, data } of entries) {
    const full = join(folder, path);
    const other = names.get(inode);
    mkdirSync(data === null ? full : dirname(full), { recursive: true });
    if (data === null) continue;
    if (other === undefined) writeFileSync(full, data);
    else linkSync(other, full);
    names.set(inode, full);
  }
}
