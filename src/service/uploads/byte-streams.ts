import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Readable } from 'node:stream';
import { Refusal } from '../http/problems.ts';

export interface ByteLimit {
  /** Rejects with `too-large` once more than that has arrived; else stays pending. */
  readonly exceeded: Promise<never>;
  readonly stop: () => void;
}

/** Counts what arrives of a body that somebody else reads. Call it after the reading has begun: it starts the flow. */
export function limitBytes(body: IncomingMessage, mostBytes: number): ByteLimit {
  const { promise: exceeded, reject } = Promise.withResolvers<never>();
  exceeded.catch(() => undefined);
  let received = 0;
  const count = (chunk: Buffer) => {
    received += chunk.length;
    if (received > mostBytes) reject(new Refusal('too-large'));
  };
  body.on('data', count);
  return { exceeded, stop: () => void body.off('data', count) };
}

/**
 * The first bytes of a stream, at most `length` and fewer only if it ends, with a stream that still has them all: the same one, unless it
 * has ended. A stream around it would cost more for each of its parts than receiving them.
 */
export async function peek(
  stream: Readable,
  length: number,
): Promise<{ readonly head: Buffer; readonly whole: Readable }> {
  // Whoever reads it on hears of that; until then nobody listens.
  stream.on('error', () => undefined);
  const parts: Buffer[] = [];
  let count = 0;
  const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    parts.push(chunk);
    count += chunk.length;
    if (count >= length) break;
  }
  const read = Buffer.concat(parts, count);
  const head = read.subarray(0, length);
  if (stream.readableEnded) return { head, whole: Readable.from([read], { objectMode: false }) };
  stream.unshift(read);
  return { head, whole: stream };
}

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

/** The same bytes; fails with `too-large` once there are more. `count` is told how many have come. */
export async function* boundedBytes(
  stream: Readable,
  mostBytes: number,
  count?: (sizeBytes: number) => void,
): AsyncGenerator<Buffer> {
  let received = 0;
  // Whoever gave the stream ends it: destroying a request would end the connection before the refusal is sent.
  const chunks: AsyncIterable<Buffer> = stream.iterator({ destroyOnReturn: false });
  for await (const chunk of chunks) {
    received += chunk.length;
    if (received > mostBytes) throw new Refusal('too-large');
    count?.(received);
    yield chunk;
  }
}
