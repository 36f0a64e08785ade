import { ByteReader } from '../../bytes/byte-reader.ts';

/** Sizes of the types that offsets and small numbers have: BYTE, SHORT, LONG, IFD, LONG8 and IFD8. */
const typeSizes: Readonly<Record<number, number>> = { 1: 1, 3: 2, 4: 4, 13: 4, 16: 8, 18: 8 };
const undefinedBytes = 7;
const mostEntries = 1000;
/** More than the tiles of any picture that we take. */
const mostValues = 1_000_000;

export interface TiffDirectory {
  /** The numbers under a tag, the first `most` of them; none when it is missing or holds something else. */
  readonly values: (tag: number, most?: number) => number[];
  /** What a tag holds that is no number; null when it is missing, holds something else or lies outside the file. */
  readonly bytes: (tag: number) => Uint8Array | null;
  /** The fractions under a tag; none when it is missing, holds something else or lies outside the file. */
  readonly rationals: (tag: number) => number[];
  /** Offset of the next directory; 0 after the last. */
  readonly next: number;
}

/** Where a BigTIFF differs: numbers of 64 bits in the directory. */
interface Form {
  readonly countBytes: number;
  readonly entryBytes: number;
  readonly wordBytes: 4 | 8;
}

const classic: Form = { countBytes: 2, entryBytes: 12, wordBytes: 4 };
const big: Form = { countBytes: 8, entryBytes: 20, wordBytes: 8 };
const word = (reader: ByteReader, form: Form) =>
  form.wordBytes === 8 ? reader.u64() : reader.u32();

/** The directory at `offset`; empty where nothing makes sense. */
export function readDirectory(
  reader: ByteReader,
  offset: number,
  form: Form = classic,
): TiffDirectory {
  const start = reader.at(offset);
  const count = Math.min(form === big ? start.u64() : start.u16(), mostEntries);
  const entries = new Map<number, number>();
  for (let index = 0; index < count; index += 1) {
    const entry = offset + form.countBytes + index * form.entryBytes;
    if (entry >= reader.bytes.length) break;
    const tag = reader.at(entry).u16();
    if (!entries.has(tag)) entries.set(tag, entry);
  }
  return {
    next: word(reader.at(offset + form.countBytes + count * form.entryBytes), form),
    rationals(tag) {
      const entry = entries.get(tag);
      return entry === undefined ? [] : readRationals(reader, entry, form);
    },
    values(tag, most = mostValues) {
      const entry = entries.get(tag);
      return entry === undefined ? [] : [...valuesOf(reader, entry, { form, most })];
    },
    bytes(tag) {
      const entry = entries.get(tag);
      return entry === undefined ? null : readBytes(reader, entry, form);
    },
  };
}

/** Where the values of an entry are, of `size` bytes each, and how many. */
function placeOf(reader: ByteReader, entry: number, { size, form }: { size: number; form: Form }) {
  const field = reader.at(entry + 4);
  const count = word(field, form);
  const isInside = count * size <= form.wordBytes;
  return { count, place: reader.at(isInside ? field.position : word(field, form)) };
}

function* valuesOf(
  reader: ByteReader,
  entry: number,
  { form, most }: { form: Form; most: number },
): Generator<number> {
  const size = typeSizes[reader.at(entry + 2).u16()];
  if (!size) return;
  const { count, place } = placeOf(reader, entry, { size, form });
  for (let read = 0; read < Math.min(count, most) && place.remaining >= size; read += 1)
    yield size === 1
      ? place.u8()
      : size === 2
        ? place.u16()
        : size === 4
          ? place.u32()
          : place.u64();
}

function readBytes(reader: ByteReader, entry: number, form: Form): Uint8Array | null {
  const type = reader.at(entry + 2).u16();
  if (type !== undefinedBytes && type !== 1) return null;
  const { count, place } = placeOf(reader, entry, { size: 1, form });
  const bytes = place.take(count);
  return bytes.length === count && count > 0 ? bytes : null;
}

const rationalType = 5;
const rationalBytes = 8;
/** More than any tag has. */
const mostRationals = 100;

function readRationals(reader: ByteReader, entry: number, form: Form): number[] {
  if (reader.at(entry + 2).u16() !== rationalType) return [];
  const { count, place } = placeOf(reader, entry, { size: rationalBytes, form });
  if (count > mostRationals || place.remaining < count * rationalBytes) return [];
  return Array.from({ length: count }, () => place.u32() / Math.max(1, place.u32()));
}

export const tag = {
  subfile: 254,
  width: 256,
  height: 257,
  bits: 258,
  compression: 259,
  photometric: 262,
  fillOrder: 266,
  stripOffsets: 273,
  orientation: 274,
  samples: 277,
  rowsPerStrip: 278,
  stripLengths: 279,
  planar: 284,
  predictor: 317,
  colourMap: 320,
  tileWidth: 322,
  tileHeight: 323,
  tileOffsets: 324,
  tileLengths: 325,
  extraSamples: 338,
  sampleFormat: 339,
  subsampling: 530,
  icc: 34_675,
};

const classicMagic = 42;
const bigMagic = 43;

/** Bits of `subfile`: a smaller copy of another picture, and what is opaque of one. */
const noPage = 1 | 4;
/** A chain with more directories, or entries in them, is no document. */
const mostDirectories = 100_000;
const mostEntriesOfAll = 3_000_000;

/** A directory, as far as it tells whether it is a page. Entries need not be in the order of their tags. */
function lookAt(reader: ByteReader, offset: number, form: Form) {
  const start = reader.at(offset);
  const count = Math.min(form === big ? start.u64() : start.u16(), mostEntries);
  let kind: number | null = null;
  let hasSize = false;
  for (let index = 0; index < count; index += 1) {
    const entry = offset + form.countBytes + index * form.entryBytes;
    const name = reader.at(entry).u16();
    if (name === tag.subfile) kind ??= valuesOf(reader, entry, { form, most: 1 }).next().value ?? 0;
    hasSize ||= name === tag.width;
  }
  const next = word(reader.at(offset + form.countBytes + count * form.entryBytes), form);
  return { isPage: hasSize && ((kind ?? 0) & noPage) === 0, count, next };
}

interface Page {
  readonly offset: number;
  /** Among all directories, from 0. */
  readonly index: number;
}

/** The directories that show something of their own; the first one where none says that it does. */
function pagesFrom(reader: ByteReader, first: number, form: Form): readonly Page[] {
  const pages: Page[] = [];
  const seen = new Set<number>();
  let entryCount = 0;
  for (let offset = first; offset > 0 && offset < reader.bytes.length && !seen.has(offset);) {
    const { isPage, count, next } = lookAt(reader, offset, form);
    entryCount += count;
    if (isPage) pages.push({ offset, index: seen.size });
    seen.add(offset);
    if (seen.size === mostDirectories || entryCount > mostEntriesOfAll) break;
    offset = next;
  }
  return pages.length > 0 ? pages : [{ offset: first, index: 0 }];
}

export interface OpenTiff {
  readonly reader: ByteReader;
  /** Of the page that was asked for. */
  readonly directory: TiffDirectory;
  /** Its place among all directories, from 0. */
  readonly index: number;
  readonly pages: number;
}

interface Chain {
  readonly reader: ByteReader;
  readonly form: Form;
  readonly pages: readonly Page[];
}

/** A long chain takes a third of a second, and a file is opened by those who count its bytes and those who read it. */
const chains = new WeakMap<Uint8Array, Chain | null>();

/** What a file is read by and where its pages are, of a BigTIFF too; null where it is neither. Its bytes must not change. */
function chainOf(bytes: Uint8Array): Chain | null {
  const known = chains.get(bytes);
  if (known !== undefined) return known;
  const chain = readChain(bytes);
  chains.set(bytes, chain);
  return chain;
}

function readChain(bytes: Uint8Array): Chain | null {
  const reader = new ByteReader(bytes, bytes[0] === 0x49 ? 'little' : 'big');
  const magic = reader.at(2).u16();
  if (magic !== classicMagic && magic !== bigMagic) return null;
  const form = magic === bigMagic ? big : classic;
  const first = form === big ? reader.at(8).u64() : reader.at(4).u32();
  return { reader, form, pages: pagesFrom(reader, first, form) };
}

/** How many pages there are; 0 where the file is no TIFF. */
export const countPages = (bytes: Uint8Array): number => chainOf(bytes)?.pages.length ?? 0;

/** A page, from 1, of a BigTIFF too; null where the file is neither, or has no such page. */
export function openTiff(bytes: Uint8Array, page: number): OpenTiff | null {
  const chain = chainOf(bytes);
  const found = chain?.pages[page - 1];
  if (!chain || !found) return null;
  const { reader, form, pages } = chain;
  const directory = readDirectory(reader, found.offset, form);
  return { reader, directory, index: found.index, pages: pages.length };
}
