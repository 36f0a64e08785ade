import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import ZipStream from 'zip-stream';

/** A file could not be read to its end, or was not as long as it was said to be. */
export class SourceBroken extends Error {
  readonly code = 'source-broken';
}

/** What is to be packed. The packer closes the stream, whatever happens. */
export interface ZipSource {
  readonly stream: Readable;
  readonly sizeBytes: number;
  readonly date: Date;
}

/** A ZIP that is read while it is being made. Whoever destroys `stream` ends the packing. */
export interface ZipPacker {
  readonly stream: Readable;
  /**
   * One at a time; waits for the reader. Rejects with `SourceBroken`, or with the signal's reason when `stream` was closed;
   * the archive is then of no use.
   */
  add(name: string, source: ZipSource): Promise<void>;
  finish(): void;
}

const mode = 0o644;
/** What is larger is read piece by piece. */
const largestBufferBytes = 1_000_000;

/** Stored as they are, because pictures are compressed already; never a large file in memory. */
export function createZipPacker(): ZipPacker {
  const zip = new ZipStream({ store: true, forceLocalTime: true });
  const closing = new AbortController();
  zip.once('close', () => closing.abort());
  const { signal } = closing;

  const entry = (content: Buffer | Readable, name: string, date: Date) =>
    new Promise<void>((resolve, reject) => {
      zip.entry(content, { name, date, mode }, (error) => (error ? reject(error) : resolve()));
    });

  const addWhole = async (name: string, { stream, date }: ZipSource): Promise<number> => {
    const content = await buffer(stream);
    // With its checksum before it: some programs want that.
    await entry(content, name, date);
    return content.length;
  };

  const addPieces = async (name: string, { stream, date }: ZipSource): Promise<number> => {
    let readBytes = 0;
    stream.on('data', (piece: Buffer) => {
      readBytes += piece.length;
    });
    await entry(stream, name, date);
    return readBytes;
  };

  const pack = async (name: string, source: ZipSource): Promise<void> => {
    const addTo = source.sizeBytes > largestBufferBytes ? addPieces : addWhole;
    const readBytes = await addTo(name, source).catch((cause: unknown) => {
      throw new SourceBroken(name, { cause });
    });
    if (readBytes !== source.sizeBytes) throw new SourceBroken(name);
    if (zip.writableNeedDrain) await once(zip, 'drain', { signal });
  };

  return {
    stream: zip,
    async add(name, source) {
      const closed = Promise.withResolvers<never>();
      const stop = () => {
        closed.reject(signal.reason);
        source.stream.destroy();
      };
      signal.addEventListener('abort', stop);
      if (signal.aborted) stop();
      try {
        // A library that writes into a closed stream waits for ever.
        await Promise.race([closed.promise, pack(name, source)]);
      } finally {
        signal.removeEventListener('abort', stop);
        source.stream.destroy();
      }
    },
    finish: () => zip.finish(),
  };
}
