import { randomBytes } from 'node:crypto';
import { copyFile, mkdir, rename } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';
import { makeTempFolder } from './temp-folder.ts';

export interface Picture {
  readonly width?: number;
  readonly height?: number;
  readonly colour?: string;
}

/** Writes a plain picture; its format is that of the name's extension. Answers the path. */
export async function makePicture(path: string, picture: Picture = {}): Promise<string> {
  const { width = 400, height = 300, colour = '#3a7d8c' } = picture;
  await mkdir(dirname(path), { recursive: true });
  await sharp({ create: { width, height, channels: 3, background: colour } }).toFile(path);
  return path;
}

/** Takes a worker a noticeable part of a second: a PNG has to be read whole. Removed when the tests' process ends. */
async function makeSlowPicture(): Promise<string> {
  const folder = makeTempFolder();
  process.once('exit', () => folder.remove());
  const path = join(folder.path, 'slow.png');
  const size = { width: 3000, height: 2600, channels: 3 } as const;
  // Six bits of eight: what cannot be packed at all is read faster.
  const noise = randomBytes(size.width * size.height * size.channels).map((value) => value & 0x3f);
  await sharp(noise, { raw: size }).png({ compressionLevel: 1 }).toFile(path);
  return path;
}

/** Made once in each process of tests. */
let slowPicture: Promise<string> | undefined;

/** So many slow pictures in one folder, called `slow-01.png` and so on. Answers their paths. */
export async function makeSlowPictures(folder: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => {
    return join(folder, `slow-${String(index + 1).padStart(2, '0')}.png`);
  });
  slowPicture ??= makeSlowPicture();
  const made = await slowPicture;
  await mkdir(folder, { recursive: true });
  for (const name of names) await copyFile(made, name);
  return names;
}

/**
 * Puts small pictures in the place of slow ones, for the part of a test to which it no longer matters how long they take. One that
 * is being read is read to its end.
 */
export async function makeQuick(paths: readonly string[]): Promise<void> {
  for (const path of paths) await rename(await makePicture(`${path}.quick.png`), path);
}
