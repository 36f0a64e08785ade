import { Readable } from 'node:stream';
import { callbackify } from 'node:util';
import {
  type Entry,
  fromRandomAccessReaderPromise,
  getFileNameLowLevel,
  RandomAccessReader,
  type ZipFile,
} from 'yauzl';
import { Refusal } from '../http/problems.ts';
import { type ByteRange, type OpenedEntry, StoreUnavailableError } from '../store/store.ts';

/** Reads bytes of the archive from where it is kept; null when it is not there any more. */
export type OpenRange = (range: ByteRange) => Promise<OpenedEntry | null>;

export interface ZipLimits {
  readonly mostEntries: number;
  /** Of all entries together. */
  readonly mostUnpackedBytes: number;
}

export interface ZippedFile {
  /** As the archive has it, with its folders: data, and never a path of ours. */
  readonly name: string;
  readonly sizeBytes: number;
  open(): Promise<Readable>;
}

/** Pictures hardly get smaller by packing: what promises more is made to fill a disk. */
const mostTimesLarger = 100;
/** Less than this fills none, whatever it was packed to. */
const harmlessBytes = 10_000_000;
/** Names and remarks of all entries, kept in memory while they are read. */
const mostWordsBytes = 4_000_000;
/** Read at once: headers are small and lie side by side. */
const windowBytes = 64 * 1024;

const zipUnreadable = () => new Refusal('zip-unreadable');

/** What yauzl and zlib find wrong with an archive as a refusal; troubles of others stay what they are. */
export function zipProblem(error: unknown): unknown {
  const isOurs = error instanceof Refusal || error instanceof StoreUnavailableError;
  if (isOurs || !(error instanceof Error)) return error;
  const code = 'code' in error ? String(error.code) : '';
  return code === '' || code.startsWith('Z_') ? zipUnreadable() : error;
}

/** Lets yauzl read an archive that is no file of this machine. */
class StoredArchive extends RandomAccessReader {
  readonly #openRange: OpenRange;
  readonly #sizeBytes: number;
  #window: { readonly start: number; readonly bytes: Buffer } = {
    start: 0,
    bytes: Buffer.alloc(0),
  };

  constructor(openRange: OpenRange, sizeBytes: number) {
    super();
    this.#openRange = openRange;
    this.#sizeBytes = sizeBytes;
  }

  /** `end` is the first byte that is not wanted. */
  async *#bytes(start: number, end: number): AsyncGenerator<Buffer> {
    const opened = await this.#openRange({ start, end: end - 1 });
    if (!opened) throw zipUnreadable();
    yield* opened.stream as AsyncIterable<Buffer>;
  }

  override _readStreamForRange(start: number, end: number): Readable {
    return Readable.from(this.#bytes(start, end), { objectMode: false });
  }

  async #readInto(target: Buffer, start: number): Promise<void> {
    const end = start + target.length;
    const { start: from, bytes } = this.#window;
    if (start < from || end > from + bytes.length) {
      const last = Math.min(this.#sizeBytes, start + Math.max(windowBytes, target.length));
      const chunks: Buffer[] = [];
      for await (const chunk of this.#bytes(start, last)) chunks.push(chunk);
      this.#window = { start, bytes: Buffer.concat(chunks) };
    }
    const offset = start - this.#window.start;
    const copied = this.#window.bytes.copy(target, 0, offset, offset + target.length);
    if (copied < target.length) throw zipUnreadable();
  }

  // yauzl's own signature.
  // oxlint-disable-next-line max-params
  override read(
    buffer: Buffer,
    offset: number,
    length: number,
    position: number,
    callback: (error: Error | null) => void,
  ): void {
    const read = async () => {
      if (position < 0 || position + length > this.#sizeBytes) throw zipUnreadable();
      await this.#readInto(buffer.subarray(offset, offset + length), position);
    };
    callbackify(read)(callback);
  }
}

const isFolder = (name: string) => /[\\/]$/.test(name);
/** What the Mac and Windows put beside pictures. */
const isByTheWay = (name: string) =>
  /(?:^|[\\/])(?:__MACOSX[\\/]|\.DS_Store$|Thumbs\.db$)/.test(name);

async function openEntry(zip: ZipFile, entry: Entry): Promise<Readable> {
  const stream = await zip.openReadStreamPromise(entry);
  // Whoever reads it hears of its errors; one after that must not end the process.
  return stream.on('error', () => undefined);
}

/**
 * The files of an archive, by its list of them, without those that only systems want. Throws a refusal for one that is
 * damaged, has too many, or would unpack to more than it may; nothing is unpacked for that. Sizes that lie end the stream
 * of their file with an error.
 */
export async function zipEntries(
  openRange: OpenRange,
  sizeBytes: number,
  { mostEntries, mostUnpackedBytes }: ZipLimits,
): Promise<readonly ZippedFile[]> {
  const archive = new StoredArchive(openRange, sizeBytes);
  const options = { autoClose: false, lazyEntries: true, decodeStrings: false } as const;
  const zip = await fromRandomAccessReaderPromise(archive, sizeBytes, options);
  if (zip.entryCount > mostEntries) throw new Refusal('too-many-parts');
  const files: ZippedFile[] = [];
  let unpackedBytes = 0;
  let wordsBytes = 0;
  for await (const entry of zip.eachEntry()) {
    wordsBytes += entry.fileNameLength + entry.extraFieldLength + entry.fileCommentLength;
    unpackedBytes += entry.uncompressedSize;
    if (wordsBytes > mostWordsBytes) throw zipUnreadable();
    const { generalPurposeBitFlag: flags, fileNameRaw, extraFields } = entry;
    const name = getFileNameLowLevel(flags, fileNameRaw, extraFields, true).toWellFormed();
    if (isFolder(name) || isByTheWay(name)) continue;
    files.push({ name, sizeBytes: entry.uncompressedSize, open: () => openEntry(zip, entry) });
  }
  if (unpackedBytes > mostUnpackedBytes) throw new Refusal('too-large');
  if (unpackedBytes > Math.max(harmlessBytes, sizeBytes * mostTimesLarger)) {
    const message = `The ZIP would unpack to more than ${mostTimesLarger} times its size.`;
    throw new Refusal('too-large', { message });
  }
  return files;
}
