import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';

/** SHA-256 of everything that the stream gives, in hexadecimal, with its size. Rejects when the stream fails. */
export async function hashStream(
  stream: Readable,
): Promise<{ readonly hash: string; readonly sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    hash.update(chunk);
    sizeBytes += chunk.length;
  }
  return { hash: hash.digest('hex'), sizeBytes };
}
