import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';

/**
 * The first bytes of a stream, at most `length` and fewer only if it ends, with a stream that still has them all.
 * Destroying the second destroys the first.
 */
export async function peek(
  stream: Readable,
  length: number,
): Promise<{ readonly head: Buffer; readonly whole: Readable }> {
  const chunks: AsyncIterator<Buffer> = stream[Symbol.asyncIterator]();
  let head = Buffer.alloc(0);
  while (head.length < length) {
    const { done, value } = await chunks.next();
    if (done) break;
    head = Buffer.concat([head, value]);
  }
  async function* all() {
    try {
      if (head.length > 0) yield head;
      for (let next = await chunks.next(); !next.done; next = await chunks.next()) yield next.value;
    } finally {
      stream.destroy();
    }
  }
  return { head: head.subarray(0, length), whole: Readable.from(all(), { objectMode: false }) };
}
