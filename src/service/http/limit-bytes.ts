import type { IncomingMessage } from 'node:http';
import { Refusal } from './problems.ts';

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
