import { descriptors } from './descriptors.ts';

/** What comes is written when there is so much of it, while more comes. Bytes. */
const partBytes = 1024 * 1024;
/** A sender may cut it byte by byte, and each part is held by an object of a hundred bytes. */
const mostParts = 1024;

/** Smaller parts may share their memory with others, and are no burden. Bytes. */
const leastReleasedBytes = 16 * 1024;

type Bytes = AsyncIterable<Buffer | string>;

/**
 * Frees the memory of parts at once where nothing else can be in it. Left to V8, every 32 MB that pass by start a full collection of
 * the whole heap, which costs more than receiving and writing them.
 */
function release(parts: readonly Buffer[]): void {
  for (const { buffer, byteLength } of parts) {
    const isAlone = buffer instanceof ArrayBuffer && byteLength === buffer.byteLength;
    if (isAlone && byteLength >= leastReleasedBytes) buffer.transfer(0);
  }
}

/** Parts of a stream together, so that each is worth a call. */
async function* gathered(stream: Bytes): AsyncGenerator<readonly Buffer[]> {
  let parts: Buffer[] = [];
  let bytes = 0;
  for await (const given of stream) {
    const part = typeof given === 'string' ? Buffer.from(given) : given;
    parts.push(part);
    bytes += part.length;
    if (bytes < partBytes && parts.length < mostParts) continue;
    yield parts;
    [parts, bytes] = [[], 0];
  }
  if (bytes > 0) yield parts;
}

/**
 * Writes a stream into a new file and flushes it; answers with its size in bytes. Rejects with EEXIST if there is one. The stream
 * hands its parts over: they are empty once they are written.
 */
export async function writeStream(path: string, stream: Bytes, mode: number): Promise<number> {
  const file = await descriptors.open(path, 'wx', mode);
  let sizeBytes = 0;
  let writing = Promise.resolve();
  try {
    for await (const parts of gathered(stream)) {
      await writing;
      writing = descriptors.write(file, parts).then(() => release(parts));
      // Heard of when the next part has come.
      writing.catch(() => undefined);
      for (const { length } of parts) sizeBytes += length;
    }
    await writing;
    await descriptors.flush(file);
    return sizeBytes;
  } finally {
    // Not while it is still being written.
    await writing.catch(() => undefined);
    await descriptors.close(file, path);
  }
}
