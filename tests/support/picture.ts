import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import sharp from 'sharp';

interface Size {
  readonly width: number;
  readonly height: number;
}

const colour = { r: 40, g: 120, b: 200 };

/** Writes a plain picture in the format that the name says, folders included, and answers with its path. */
export async function putPicture(
  path: string,
  size: Size = { width: 30, height: 20 },
): Promise<string> {
  mkdirSync(dirname(path), { recursive: true });
  await sharp({ create: { ...size, channels: 3, background: colour } }).toFile(path);
  return path;
}
