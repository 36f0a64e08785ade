import { linkSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';

/** File systems limit the links of one file: ext4 to 65,000. */
const mostLinks = 30_000;
const fewestFiles = 300;

export async function smallPicture(): Promise<Buffer> {
  const grey = { create: { width: 64, height: 48, channels: 3 as const, background: '#888888' } };
  return sharp(grey).jpeg().toBuffer();
}

/** A folder of that many small pictures, which are hard links of a few hundred files. Answers with their paths. */
export async function linkPictures(folder: string, count: number): Promise<string[]> {
  mkdirSync(folder);
  const bytes = await smallPicture();
  const fileCount = Math.max(fewestFiles, Math.ceil(count / mostLinks));
  const paths: string[] = [];
  for (let at = 0; at < count; at += 1) {
    const path = join(folder, `${String(at).padStart(7, '0')}.jpg`);
    if (at < fileCount) writeFileSync(path, bytes);
    else linkSync(paths[at % fileCount] ?? '', path);
    paths.push(path);
  }
  return paths;
}

if (import.meta.main) await linkPictures(process.argv[2] ?? '', Number(process.argv[3]));
