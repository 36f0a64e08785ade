import type { Buffer } from 'node:buffer';
import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp, { type Sharp } from 'sharp';
import { formats } from '../../src/shared/formats/formats.ts';

sharp.concurrency(1);
sharp.cache(false);

export interface LaneOptions {
  readonly results: string;
  readonly concurrency: number;
}

export interface Shrinking {
  /** Makes all pictures of a folder. How many transactions that took. */
  readonly shrinkAll: (folder: string) => Promise<number>;
  readonly close: () => Promise<void>;
}

const edge = 100;
const { quality, chroma } = formats.jpeg.writes;

/** As sharp comes, or with the options that our own worker uses for such a picture. */
interface BareOptions extends LaneOptions {
  readonly areOurs: boolean;
  /** With what the engine promises of a file: written aside, on the disk, and only then under its name. */
  readonly isSafe: boolean;
}
type Shrink = (bytes: Buffer) => Sharp;

const withDefaults: Shrink = (bytes) =>
  sharp(bytes).autoOrient().resize(edge, edge, { fit: 'inside', withoutEnlargement: true });

/** A photo of 12 megapixels is so much larger that `fastShrinkOnLoad` makes no difference, and a tiny one is left to it. */
const asOurs: Shrink = (bytes) =>
  withDefaults(bytes).jpeg({
    quality: quality ?? undefined,
    chromaSubsampling: chroma ?? undefined,
  });

async function plain(shrink: Shrink, source: string, result: string): Promise<void> {
  await shrink(await readFile(source)).toFile(result);
}

async function safely(shrink: Shrink, source: string, result: string): Promise<void> {
  const bytes = await shrink(await readFile(source)).toBuffer();
  const aside = `${result}.part`;
  await using file = await open(aside, 'wx');
  await file.writeFile(bytes);
  await file.sync();
  await rename(aside, result);
}

/** The same pictures with sharp alone: one process, so many in flight, no queue, no history. */
export function openBare({ results, concurrency, areOurs, isSafe }: BareOptions): Shrinking {
  const shrink = areOurs ? asOurs : withDefaults;
  const one = isSafe ? safely : plain;
  return {
    async shrinkAll(folder) {
      const names = (await readdir(folder)).values();
      const loop = async () => {
        for (const name of names) await one(shrink, join(folder, name), join(results, name));
      };
      await Promise.all(Array.from({ length: concurrency }, loop));
      return 0;
    },
    close: () => Promise.resolve(),
  };
}
