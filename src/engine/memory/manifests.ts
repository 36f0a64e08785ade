import type { BigIntStats } from 'node:fs';
import { constants, type FileHandle, open } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { once } from '../../shared/once.ts';
import { onDisk } from '../files/disks.ts';
import { factsAt } from '../files/file-identity.ts';
import { resultFingerprintOf } from '../files/fingerprints.ts';
import { canOpenHere, type OpenFolder, openFolder } from '../files/open-folder.ts';
import { isInside, toNative } from '../files/paths.ts';
import type { FileFingerprint } from '../ports.ts';

/** Beside the results, hidden where a leading dot hides. */
export const manifestName = '.thumbline-results.jsonl';

/** The results of one source, as they were left. */
export interface ManifestEntry {
  readonly contentHash: string;
  readonly recipeHash: string;
  readonly outputs: readonly FileFingerprint[];
}

/** Where the results of a source are known: a folder, and what the source is called there. */
export interface ManifestPlace {
  readonly folder: string;
  readonly source: string;
}

/**
 * Small files that lie beside results, so that these are known again where the memory is not: on another computer, or
 * after it was lost. Whoever can write into a folder can write its manifest, too: it is believed only about files in that
 * folder that still are as it says.
 */
export interface Manifests {
  /** What was known before this process; null for nothing. Never rejects. */
  find(place: ManifestPlace): Promise<ManifestEntry | null>;
  /** Written soon, if the results are still there then. What cannot be written is forgotten. */
  note(place: ManifestPlace, entry: ManifestEntry): void;
  flush(): Promise<void>;
}

/** Bytes of a file that is read; half a million results need fewer. */
const mostBytes = 128 * 1024 * 1024;
/** Their folders are walked one after the other. */
const foldersKept = 16;
/** Milliseconds. */
const gatherMs = 300;

const version = 1;
const Line = once(() =>
  z.tuple([
    z.literal(version),
    z.string(),
    z.string(),
    z.string(),
    z.array(z.tuple([z.string(), z.string()])).max(64),
  ]),
);

/** Never through a link, and never a file that has another name as well: it might be anybody's. */
const isOwnFile = (facts: BigIntStats) => facts.isFile() && facts.nlink === 1n;

const { O_APPEND, O_CREAT, O_NOFOLLOW, O_NONBLOCK, O_RDONLY, O_WRONLY } = constants;
/** Windows has neither. */
const careful = (O_NOFOLLOW ?? 0) | (O_NONBLOCK ?? 0);

async function withManifest<Value>(
  path: string,
  flags: number,
  use: (file: FileHandle, sizeBytes: bigint) => Promise<Value>,
): Promise<Value | null> {
  const file = await open(toNative(path), flags | careful);
  try {
    const facts = await file.stat({ bigint: true });
    return isOwnFile(facts) ? await use(file, facts.size) : null;
  } finally {
    await file.close();
  }
}

/** One line, or null for one that is none: it may be cut off, or somebody else's. */
function parseLine(folder: string, text: string): [string, ManifestEntry] | null {
  try {
    const [, source, contentHash, recipeHash, files] = Line().parse(JSON.parse(text));
    const outputs = files.map(([name, fingerprint]) => ({ path: join(folder, name), fingerprint }));
    const isBelow = outputs.every(({ path }) => isInside(path, folder) && path !== folder);
    return isBelow ? [source, { contentHash, recipeHash, outputs }] : null;
  } catch {
    return null;
  }
}

/** The results that a whole list tells of, by path, each with its fingerprint. */
export function outputsOfText(folder: string, text: string): ReadonlyMap<string, string> {
  const entries = text.split('\n').flatMap((line) => parseLine(folder, line)?.[1].outputs ?? []);
  return new Map(entries.map(({ path, fingerprint }) => [path, fingerprint]));
}

async function readLines(folder: string, file: FileHandle): Promise<Map<string, ManifestEntry>> {
  const entries = new Map<string, ManifestEntry>();
  for await (const line of file.readLines({ autoClose: false })) {
    const parsed = parseLine(folder, line);
    if (parsed) entries.set(...parsed);
  }
  return entries;
}

async function readManifest(folder: string): Promise<ReadonlyMap<string, ManifestEntry>> {
  const read = async () => {
    // A drive that does not answer this would hold the open for ever.
    await onDisk('stat', folder);
    return withManifest(join(folder, manifestName), O_RDONLY, (file, sizeBytes) =>
      sizeBytes <= mostBytes ? readLines(folder, file) : Promise.resolve(null),
    );
  };
  return (await read().catch(() => null)) ?? new Map<string, ManifestEntry>();
}

function lineOf({ folder, source }: ManifestPlace, entry: ManifestEntry): string {
  const files = entry.outputs.map(({ path, fingerprint }) => [
    relative(folder, path).replaceAll(sep, '/'),
    fingerprint,
  ]);
  return `${JSON.stringify([version, source, entry.contentHash, entry.recipeHash, files])}\n`;
}

/** What a line is about, as it is to be written. */
interface NewLine {
  readonly text: string;
  readonly outputs: readonly FileFingerprint[];
}

/** Whether results lie in the folder itself, not only at its path, as they were left: another folder may be there by now. */
async function liesIn(held: OpenFolder, folder: string, { outputs }: NewLine): Promise<boolean> {
  for (const { path, fingerprint } of outputs) {
    const facts = await factsAt(join(held.path, relative(folder, path))).catch(() => null);
    if (facts === null || resultFingerprintOf(facts) !== fingerprint) return false;
  }
  return true;
}

const appending = O_WRONLY | O_APPEND | O_CREAT;

async function append(path: string, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  const text = lines.map((line) => line.text).join('');
  await withManifest(path, appending, (file) => file.appendFile(text));
}

async function writeInto(folder: string, lines: readonly NewLine[]): Promise<void> {
  if (!canOpenHere(folder)) {
    await onDisk('stat', folder);
    return append(join(folder, manifestName), lines);
  }
  const held = await openFolder(folder);
  try {
    const here: NewLine[] = [];
    for (const line of lines) if (await liesIn(held, folder, line)) here.push(line);
    await append(held.at(manifestName), here);
  } finally {
    held.close();
  }
}

export function createManifests(): Manifests {
  const read = new Map<string, Promise<ReadonlyMap<string, ManifestEntry>>>();
  let unwritten = new Map<string, NewLine[]>();
  let later: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();

  const writeAll = async (given: ReadonlyMap<string, readonly NewLine[]>) => {
    for (const [folder, lines] of given) await writeInto(folder, lines).catch(() => undefined);
  };
  const flush = () => {
    if (later !== null) clearTimeout(later);
    later = null;
    const given = unwritten;
    unwritten = new Map();
    writing = writing.then(() => writeAll(given));
    return writing;
  };

  return {
    async find({ folder, source }) {
      const known = read.get(folder) ?? readManifest(folder);
      if (!read.has(folder)) {
        read.set(folder, known);
        const [oldest] = read.keys();
        if (read.size > foldersKept && oldest !== undefined) read.delete(oldest);
      }
      return (await known).get(source) ?? null;
    },
    note(place, entry) {
      if (entry.outputs.some(({ path }) => !isInside(path, place.folder))) return;
      const lines = unwritten.get(place.folder) ?? [];
      lines.push({ text: lineOf(place, entry), outputs: entry.outputs });
      unwritten.set(place.folder, lines);
      later ??= setTimeout(() => void flush(), gatherMs);
    },
    flush,
  };
}
