import { Buffer } from 'node:buffer';
import { inflateSync } from 'node:zlib';

/** The last table of where objects are. */
export interface Table {
  readonly start: number;
  readonly isStream: boolean;
  /** Of its trailer. */
  readonly root: string;
  readonly size: number;
}

export interface Place {
  readonly offset: number;
  readonly generation: number;
}

/** Trailers are shorter. Bytes. */
const mostTrailerBytes = 4000;
/** As far as PDFium looks for `startxref`, and that word. */
const lastBytes = 4096 + 'startxref'.length;
const mostTables = 1000;
const mostLookUps = 5_000_000;
/** Of all tables together: three million objects. */
const mostTableBytes = 50_000_000;

/** What a reader may still look at of a document. */
interface Budget {
  lookUps: number;
  bytes: number;
}

interface Search {
  readonly file: Buffer;
  /** Null for an object that is not one of the file's own bytes. */
  readonly places: Map<number, Place | null>;
  /** The numbers not yet found. */
  readonly wanted: Set<number>;
  readonly budget: Budget;
}

const afterSpace = (file: Buffer, at: number) =>
  at + (/^\s*/.exec(file.toString('latin1', at, at + 16))?.[0].length ?? 0);

/** The text of a trailer, or of the dictionary of a table that is a stream. */
const trailerAt = (file: Buffer, at: number, end: 'stream' | 'startxref') =>
  file.toString('latin1', at, at + mostTrailerBytes).split(end, 1)[0] ?? '';

const isText = (file: Buffer, at: number) => file.toString('latin1', at, at + 4) === 'xref';

/** `none` where the document has none; null where it cannot be read, and where the document is encrypted. */
export function lastTable(file: Buffer): Table | 'none' | null {
  const end = file.toString('latin1', Math.max(0, file.length - lastBytes));
  const named = end.lastIndexOf('startxref');
  if (named === -1) return file.includes('/Encrypt') ? null : 'none';
  const start = Number(/^startxref\s+(\d+)/.exec(end.slice(named))?.[1] ?? Number.NaN);
  if (!(start < file.length)) return null;
  const begun = afterSpace(file, start);
  const isStream = !isText(file, begun);
  const at = isStream ? begun : file.indexOf('trailer', begun);
  if (at === -1) return null;
  const trailer = trailerAt(file, at, isStream ? 'stream' : 'startxref');
  if (trailer.includes('/Encrypt')) return null;
  const root = /\/Root\s+(\d+\s+\d+\s+R)/.exec(trailer)?.[1];
  const size = Number(/\/Size\s+(\d+)/.exec(trailer)?.[1] ?? Number.NaN);
  if (root === undefined || !(size > 0) || (isStream && !trailer.includes('/XRef'))) return null;
  return { start, isStream, root, size };
}

/** Those of the wanted numbers that lie in a part of a table; null where that is too much to look through. */
function wantedIn({ wanted, budget }: Search, first: number, count: number): number[] | null {
  budget.lookUps -= 1 + wanted.size;
  if (budget.lookUps < 0) return null;
  return [...wanted].filter((number) => number >= first && number < first + count);
}

function found({ places, wanted }: Search, number: number, place: Place | null): void {
  places.set(number, place);
  wanted.delete(number);
}

const textEntryBytes = 20;

/** Looks through a table (ISO 32000, 7.5.4) and gives its trailer. Null where it is not written as it should be. */
function readText(search: Search, start: number): string | null {
  const { file } = search;
  for (let at = start + 'xref'.length; ;) {
    const head = file.toString('latin1', at, at + 64);
    if (/^\s*trailer/.test(head)) return trailerAt(file, at, 'startxref');
    const [all, first, count] = /^\s*(\d{1,10})[ \t]+(\d{1,10})\s+/.exec(head) ?? [];
    const numbers = wantedIn(search, Number(first), Number(count));
    if (all === undefined || !numbers) return null;
    const entriesAt = at + all.length;
    for (const number of numbers) {
      const entryAt = entriesAt + (number - Number(first)) * textEntryBytes;
      const [, offset, generation, kind] =
        /^(\d{10}) (\d{5}) ([nf])/.exec(file.toString('latin1', entryAt, entryAt + 18)) ?? [];
      if (kind === undefined) return null;
      const place = { offset: Number(offset), generation: Number(generation) };
      found(search, number, kind === 'n' ? place : null);
    }
    at = entriesAt + Number(count) * textEntryBytes;
  }
}

/** Undoes the two predictors of PNG that programs use for tables; null for another. */
function withoutPredictor(rows: Buffer, columns: number): Buffer | null {
  const count = Math.floor(rows.length / (columns + 1));
  const plain = Buffer.alloc(count * columns);
  for (let row = 0; row < count; row += 1) {
    const from = row * (columns + 1);
    const predictor = rows[from] ?? 0;
    if (predictor !== 0 && predictor !== 2) return null;
    for (let column = 0; column < columns; column += 1) {
      const at = row * columns + column;
      const above = predictor === 2 && row > 0 ? (plain[at - columns] ?? 0) : 0;
      plain[at] = (rows[from + 1 + column] ?? 0) + above;
    }
  }
  return plain;
}

const numberAfter = (text: string, name: string) => {
  const digits = new RegExp(`/${name}\\s+(\\d{1,10})\\b(?!\\s+\\d+\\s+R\\b)`).exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
};

function unpacked(packed: Buffer, dictionary: string, budget: Budget): Buffer | null {
  if (!dictionary.includes('/Filter')) return packed;
  if (!/\/Filter\s*(?:\/FlateDecode|\[\s*\/FlateDecode\s*\])/.test(dictionary)) return null;
  try {
    const bytes = inflateSync(packed, { maxOutputLength: Math.max(1, budget.bytes) });
    const isPlain = (numberAfter(dictionary, 'Predictor') ?? 1) === 1;
    budget.bytes -= bytes.length;
    return isPlain ? bytes : withoutPredictor(bytes, numberAfter(dictionary, 'Columns') ?? 1);
  } catch {
    return null;
  }
}

const numbersOf = (list: string | undefined) => list?.trim().split(/\s+/).map(Number) ?? [];
const mostFieldBytes = 6;

/** The same of a table that is a stream (7.5.8); gives its dictionary. */
function readStream(search: Search, start: number): string | null {
  const { file, budget } = search;
  const [all, dictionary] =
    /^\d+\s+\d+\s+obj\s*(<<[^]*?)stream\r?\n/.exec(
      file.toString('latin1', start, start + mostTrailerBytes),
    ) ?? [];
  if (all === undefined || !dictionary || !/\/Type\s*\/XRef\b/.test(dictionary)) return null;
  const length = numberAfter(dictionary, 'Length');
  const [kindBytes = 0, offsetBytes = 0, lastBytesOfEntry = 0] = numbersOf(
    /\/W\s*\[([\d\s]+)\]/.exec(dictionary)?.[1],
  );
  const entryBytes = kindBytes + offsetBytes + lastBytesOfEntry;
  if (length === null || Math.max(kindBytes, offsetBytes, lastBytesOfEntry) > mostFieldBytes)
    return null;
  const from = start + all.length;
  const entries = unpacked(file.subarray(from, from + length), dictionary, budget);
  const size = numberAfter(dictionary, 'Size') ?? 0;
  const [, index = `0 ${size}`] = /\/Index\s*\[([\d\s]+)\]/.exec(dictionary) ?? [];
  if (!entries || offsetBytes === 0) return null;
  const parts = numbersOf(index);
  for (let part = 0, begun = 0; part + 1 < parts.length; part += 2) {
    const [first = 0, count = 0] = parts.slice(part, part + 2);
    const numbers = wantedIn(search, first, count);
    if (!numbers) return null;
    for (const number of numbers) {
      const at = (begun + number - first) * entryBytes;
      if (at + entryBytes > entries.length) return null;
      const kind = kindBytes === 0 ? 1 : entries.readUIntBE(at, kindBytes);
      const offset = entries.readUIntBE(at + kindBytes, offsetBytes);
      const generation =
        lastBytesOfEntry === 0
          ? 0
          : entries.readUIntBE(at + kindBytes + offsetBytes, lastBytesOfEntry);
      found(search, number, kind === 1 ? { offset, generation } : null);
    }
    begun += count;
  }
  return dictionary;
}

/**
 * Where the tables of a document, the newest first, say that these objects are; without those that they do not name, or
 * pack into others. Null where one of the tables cannot be read, or is in two forms.
 */
export function placesOf(
  file: Buffer,
  { start }: Table,
  numbers: Iterable<number>,
): ReadonlyMap<number, Place | null> | null {
  const budget = { lookUps: mostLookUps, bytes: mostTableBytes };
  const search: Search = { file, places: new Map(), wanted: new Set(numbers), budget };
  const seen = new Set<number>();
  for (let next: number | null = start; next !== null && search.wanted.size > 0;) {
    if (seen.has(next) || seen.size >= mostTables || next >= file.length) return null;
    seen.add(next);
    const at = afterSpace(file, next);
    const trailer: string | null = isText(file, at) ? readText(search, at) : readStream(search, at);
    if (trailer === null || trailer.includes('/XRefStm')) return null;
    next = numberAfter(trailer, 'Prev');
  }
  return search.places;
}
