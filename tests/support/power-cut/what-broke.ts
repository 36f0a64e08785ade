import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { openHistory } from '../../../src/engine/history/open-history.ts';
import { walkBatches } from '../../../src/engine/walk/walk-batches.ts';
import type { FolderWalker } from '../../../src/engine/walk/walker.ts';
import { assembleWithFakes } from '../start-engine.ts';
import type { ToldSoFar } from './told.ts';

/** Where a disk lies that lost its power, and what was promised before. */
export interface Aftermath {
  readonly folder: string;
  readonly told: ToldSoFar;
  /** Of all pictures. */
  readonly names: readonly string[];
  /** The bytes of every whole result. */
  readonly whole: Buffer;
  /** The bytes of every picture where results take their place and they go to the trash; else null. */
  readonly original: Buffer | null;
  /** Where no file can have two names, an empty one holds a result's place for a moment. */
  readonly hasLinks: boolean;
}

const historyIn = (folder: string) => join(folder, 'history.db');

function namesIn(folder: string): string[] {
  return existsSync(folder) ? readdirSync(folder).sort() : [];
}

const isHidden = (name: string) => name.startsWith('.');
const resultsIn = ({ folder, original }: Aftermath) =>
  join(folder, 'photos', original === null ? 'thumbnails' : '');

function halfFiles(after: Aftermath): string[] {
  const { whole, original, hasLinks } = after;
  const results = resultsIn(after);
  return namesIn(results)
    .filter((name) => !isHidden(name))
    .filter((name) => {
      const bytes = readFileSync(join(results, name));
      if (!hasLinks && bytes.length === 0) return false;
      return !bytes.equals(whole) && !(original && bytes.equals(original));
    })
    .map((name) => `${name} is not whole`);
}

/** Each original lies in its place or in the trash. */
function lostOriginals({ folder, original, names }: Aftermath): string[] {
  if (original === null) return [];
  const trash = join(folder, 'Trash', 'files');
  // The second of its name there is `a.jpg.2`.
  const placesOf = (name: string) => [
    join(folder, 'photos', name),
    ...namesIn(trash)
      .filter((other) => other === name || other.startsWith(`${name}.`))
      .map((other) => join(trash, other)),
  ];
  const isThere = (name: string) =>
    placesOf(name).some((path) => existsSync(path) && readFileSync(path).equals(original));
  return names.filter((name) => !isThere(name)).map((name) => `the original ${name} is lost`);
}

/** What the disk itself shows to be broken. */
export function brokenOnDisk(after: Aftermath): string[] {
  const { folder, told, whole } = after;
  const broken = [...halfFiles(after), ...lostOriginals(after)];
  for (const { sourcePath, outputs = [] } of told.done()) {
    const isThere = outputs.every(
      ({ path }) => existsSync(path) && readFileSync(path).equals(whole),
    );
    if (!isThere) broken.push(`${basename(sourcePath)} was told as done and has no result`);
  }
  const history = openHistory(historyIn(folder));
  if (history.notice !== null) broken.push(history.notice);
  for (const batchId of told.batches) {
    if (history.findBatch(batchId) === null) broken.push('the batch is lost');
  }
  for (const { id, status, sourcePath } of told.tasks.values()) {
    const found = history.find(id)?.task.status;
    if (found === undefined) broken.push(`${basename(sourcePath)} was told as added and is lost`);
    else if (status === 'succeeded' && found !== 'succeeded') {
      broken.push(`${basename(sourcePath)} was told as done and is ${found}`);
    }
  }
  history.close();
  return broken;
}

/** Walks here and now. */
const walker: FolderWalker = {
  async walk(request, listener) {
    for (const { found, leftOut } of walkBatches(request)) await listener(found, leftOut);
  },
};

/** What is broken once the program has gone on to its end. Names of hidden files that stayed go into `leftovers`. */
export async function brokenAtTheEnd(after: Aftermath, leftovers: Set<string>): Promise<string[]> {
  const { folder, told, names: wanted } = after;
  const parts = { folder, historyPath: historyIn(folder), concurrency: 2, walker };
  const { engine, pool, bugs } = assembleWithFakes(parts);
  pool.finishEverything();
  const { batches } = engine.snapshot();
  const done = new Set(told.done().map(({ sourcePath }) => sourcePath));
  await Promise.all(batches.map(({ id }) => engine.settled(id)));
  const isKnown = engine.listTasks(-1, 1).tasks.length > 0 || told.tasks.size > 0;
  await engine.close();
  const broken = bugs.map(String);
  for (const { sourcePath } of pool.attempts) {
    if (done.has(sourcePath)) broken.push(`${basename(sourcePath)} was done and is made again`);
  }
  const names = namesIn(resultsIn(after));
  for (const name of names.filter(isHidden)) leftovers.add(name);
  for (const name of names) {
    if (statSync(join(resultsIn(after), name)).size === 0) broken.push(`${name} is empty`);
  }
  const results = names.filter((name) => name.endsWith('.jpg') && !isHidden(name)).join(' ');
  if (isKnown && results !== wanted.join(' ')) broken.push(`there is ${results}`);
  return [...broken, ...lostOriginals(after)];
}
