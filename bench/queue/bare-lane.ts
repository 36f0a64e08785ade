import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { type Cost, startMeasuring } from './cpu-time.ts';

sharp.concurrency(1);
sharp.cache(false);

export interface Run {
  readonly sources: string;
  readonly warmUp: string;
  readonly results: string;
  readonly concurrency: number;
}

const edge = 100;
const shrink = (bytes: Buffer) =>
  sharp(bytes).autoOrient().resize(edge, edge, { fit: 'inside', withoutEnlargement: true });

async function plain(source: string, result: string): Promise<void> {
  await shrink(await readFile(source)).toFile(result);
}

/** With what the engine promises of a file: written aside, on the disk, and only then under its name. */
async function safely(source: string, result: string): Promise<void> {
  const bytes = await shrink(await readFile(source)).toBuffer();
  const aside = `${result}.part`;
  await using file = await open(aside, 'wx');
  await file.writeFile(bytes);
  await file.sync();
  await rename(aside, result);
}

type Shrink = typeof plain;

async function shrinkAll(run: Run, folder: string, one: Shrink): Promise<void> {
  const names = (await readdir(folder)).values();
  const loop = async () => {
    for (const name of names) await one(join(folder, name), join(run.results, name));
  };
  await Promise.all(Array.from({ length: run.concurrency }, loop));
}

/** The same pictures with sharp alone: one process, so many in flight, no queue, no history. */
export async function bareLane(run: Run, isSafe: boolean): Promise<Cost> {
  const one = isSafe ? safely : plain;
  await shrinkAll(run, run.warmUp, one);
  const measure = startMeasuring([]);
  await shrinkAll(run, run.sources, one);
  return measure();
}
