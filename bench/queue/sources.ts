import { cpSync, existsSync, mkdtempSync } from 'node:fs';
import { basename, join } from 'node:path';
import sharp from 'sharp';
import { writePhoto } from '../write-photo.ts';

const kinds = ['tiny', 'photo', 'mixed'] as const;
export type Kind = (typeof kinds)[number];

export const isKind = (word: string): word is Kind => kinds.some((kind) => kind === word);

/** Enough for the system's clock of 10 ms. */
export const counts: Readonly<Record<Kind, number>> = { tiny: 600, photo: 96, mixed: 300 };
/** What is made of a kind before it is measured, beside tiny pictures. */
export const warmUps: Readonly<Record<Kind, number>> = { tiny: 400, photo: 16, mixed: 50 };

const sizeOf = (kind: Kind, at: number) => {
  if (kind === 'tiny') return { extension: '.jpg', width: 320, height: 240 };
  if (kind === 'photo' || at % 20 === 0) return { extension: '.jpg', width: 4000, height: 3000 };
  if (at % 5 === 0) return { extension: '.png', width: 640, height: 480 };
  return at % 2 === 0
    ? { extension: '.jpg', width: 640, height: 480 }
    : { extension: '.jpg', width: 1600, height: 1200 };
};

export interface Order {
  readonly kind: Kind;
  readonly count: number;
}

/** New files, which are copies of a few, in a folder of their own. */
export async function makeSources(folder: string, { kind, count }: Order): Promise<string> {
  const photo = join(folder, 'photo');
  if (!existsSync(photo)) await writePhoto(photo);
  const sources = mkdtempSync(join(folder, `${kind}-`));
  for (let at = 0; at < count; at += 1) {
    const { extension, width, height } = sizeOf(kind, at);
    const model = join(folder, `${width}${extension}`);
    if (!existsSync(model)) await sharp(photo).resize(width, height).toFile(model);
    cpSync(model, join(sources, `${basename(sources)}-${at}${extension}`));
  }
  return sources;
}
