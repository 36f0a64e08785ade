import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import type { KillPoint } from './kill-point.ts';
import { putPicture } from './picture.ts';

const engineProcess = fileURLToPath(new URL('engine-process.ts', import.meta.url));

/** Puts so many small pictures of the same content into `photos` of this folder; answers with their names. */
export async function putSmallPictures(folder: string, count: number): Promise<string[]> {
  const photos = join(folder, 'photos');
  const first = await putPicture(join(photos, '0.jpg'), { width: 160, height: 120 });
  for (let at = 1; at < count; at += 1) copyFileSync(first, join(photos, `${at}.jpg`));
  return readdirSync(photos).sort();
}

/** Lets `engine-process` work on the folder; answers with how it ended. */
export async function runEngine(
  folder: string,
  killPoint?: KillPoint,
  words: readonly string[] = [],
): Promise<number | NodeJS.Signals> {
  const kill = killPoint ? ['--kill', JSON.stringify(killPoint)] : [];
  const child = spawn(process.execPath, [engineProcess, folder, ...kill, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'exit');
  return signal ?? code;
}

/** Mounts a disk of 8 MB at `$0` that only this process sees, fills all but `$1` kB of it, then becomes the rest of its words. */
const onFullDisk =
  'mount -t tmpfs -o size=8m tmpfs "$0" && head -c $((8192 - $1))K /dev/zero > "$0/room" && shift && exec "$@"';

/** The words that start a program with such a disk at `disk`, on which so much is left, and a file `room` that takes up the rest. */
export function onDiskThatFills(
  disk: string,
  leftKb: number,
  program: readonly string[],
): readonly [command: string, words: string[]] {
  mkdirSync(disk);
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  const shell = ['sh', '-c', onFullDisk, disk, String(leftKb)];
  return ['unshare', [...asRoot, '--mount', ...shell, ...program]];
}

/**
 * Lets `engine-process` make the photos of this folder, with its history or its results on a disk that soon is full until it makes room
 * there; answers with what it said.
 */
export async function runOnFullDisk(
  folder: string,
  filling: 'history' | 'results',
): Promise<string[]> {
  const disk = join(folder, 'disk');
  const destination = { kind: 'folder', path: join(disk, 'out'), mirrorsTree: false };
  const results = filling === 'results' ? ['--recipe', JSON.stringify({ destination })] : [];
  const words = ['--photos', join(folder, 'photos'), '--room', join(disk, 'room'), ...results];
  const home = filling === 'history' ? disk : join(folder, 'home');
  if (home !== disk) mkdirSync(home);
  const program = [process.execPath, engineProcess, home, ...words];
  const leftKb = filling === 'history' ? 704 : 100;
  const [command, rest] = onDiskThatFills(disk, leftKb, program);
  const child = spawn(command, rest, { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await text(child.stdout);
  return said.trim().split('\n');
}
