import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { join, relative, sep } from 'node:path';
import { z } from 'zod';
import { once } from '../../shared/once.ts';
import { onDisk } from '../files/disks.ts';
import { factsAt } from '../files/file-identity.ts';
import { resultFingerprintOf } from '../files/fingerprints.ts';
import { canOpen, type OpenFolder, openFolder } from '../files/open-folder.ts';
import { isInside } from '../files/paths.ts';
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

/** Bytes of a part that is read at a time. */
const partBytes = 1024 * 1024;

async function* partsOf(path: string): AsyncGenerator<Uint8Array> {
  for (let start = 0; ;) {
    const part = await onDisk('readPartOfOwn', path, { start, bytes: partBytes, mostBytes });
    if (part === null || part.length === 0) return;
    yield part;
    start += part.length;
  }
}

async function readManifest(folder: string): Promise<ReadonlyMap<string, ManifestEntry>> {
  const entries = new Map<string, ManifestEntry>();
  try {
    const input = Readable.from(partsOf(join(folder, manifestName)), { objectMode: false });
    for await (const line of createInterface({ input, crlfDelay: Infinity })) {
      const parsed = parseLine(folder, line);
      if (parsed) entries.set(...parsed);
    }
  } catch {
    // What could not be read is not known.
  }
  return entries;
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

async function append(path: string, lines: readonly NewLine[]): Promise<void> {
  if (lines.length === 0) return;
  await onDisk('appendToOwn', path, { text: lines.map((line) => line.text).join('') });
}

async function writeInto(folder: string, lines: readonly NewLine[]): Promise<void> {
  if (!canOpen()) return append(join(folder, manifestName), lines);
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
