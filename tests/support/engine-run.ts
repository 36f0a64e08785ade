import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KillPoint } from './kill-point.ts';
import { putPicture } from './picture.ts';

const program = fileURLToPath(new URL('engine-process.ts', import.meta.url));

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
  const child = spawn(process.execPath, [program, folder, ...kill, ...words], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code, signal] = await once(child, 'exit');
  return signal ?? code;
}
