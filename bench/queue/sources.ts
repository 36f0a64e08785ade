import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { writePhoto } from '../write-photo.ts';

const kinds = ['tiny', 'photo', 'mixed'] as const;
export type Kind = (typeof kinds)[number];

export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

/** How many files make a run long enough for the system's clock of 10 ms. */
const counts: Readonly<Record<Kind, number>> = { tiny: 800, photo: 240, mixed: 600 };

const sizeOf = (kind: Kind, at: number) => {
  if (kind === 'tiny') return { name: `${at}.jpg`, width: 320, height: 240 };
  if (kind === 'photo' || at % 20 === 0) return { name: `${at}.jpg`, width: 4000, height: 3000 };
  if (at % 5 === 0) return { name: `${at}.png`, width: 640, height: 480 };
  return { name: `${at}.jpg`, width: at % 2 === 0 ? 640 : 1600, height: at % 2 === 0 ? 480 : 1200 };
};

/** A folder of pictures of one kind: copies of a few, which no cache of ours knows. */
export async function makeSources(folder: string, kind: Kind): Promise<void> {
  const photo = join(folder, 'model');
  const made = new Map<string, string>();
  mkdirSync(join(folder, kind));
  await writePhoto(photo);
  for (let at = 0; at < counts[kind]; at += 1) {
    const { name, width, height } = sizeOf(kind, at);
    const extension = name.slice(name.lastIndexOf('.'));
    const model = join(folder, `${width}${extension}`);
    if (!made.has(model)) await sharp(photo).resize(width, height).toFile(model);
    made.set(model, name);
    cpSync(model, join(folder, kind, name));
  }
}
