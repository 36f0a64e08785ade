import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

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

/** Takes a worker a noticeable part of a second: a PNG has to be read whole. */
async function makeSlowPicture(path: string): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  const noise = { type: 'gaussian', mean: 128, sigma: 20 } as const;
  const size = { width: 3000, height: 2600, channels: 3 } as const;
  await sharp({ create: { ...size, background: '#000', noise } })
    .png({ compressionLevel: 1 })
    .toFile(path);
  return path;
}

/** So many slow pictures in one folder, called `slow-01.png` and so on. Answers their paths. */
export async function makeSlowPictures(folder: string, count: number): Promise<string[]> {
  const names = Array.from({ length: count }, (_, index) => {
    return join(folder, `slow-${String(index + 1).padStart(2, '0')}.png`);
  });
  const [first = '', ...others] = names;
  await makeSlowPicture(first);
  for (const other of others) await copyFile(first, other);
  return names;
}
