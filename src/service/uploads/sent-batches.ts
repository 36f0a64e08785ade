import { randomUUID } from 'node:crypto';
import type { BatchKey } from './shared-batches.ts';

/** Milliseconds from a client's first upload on. */
const openMs = 60_000;
/** Beyond this many clients in a minute, the one that began first begins anew. */
const clientsKept = 10_000;

const clock = new Intl.DateTimeFormat('en', {
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** What a batch without a name is called. */
export const sentTitle = (at: number) => `Sent at ${clock.format(at)}`;

/** The batch of an upload whose sender names none: all that the same client sends within a minute. */
export interface SentBatches {
  batchOf(client: string): BatchKey;
}

/** `now` in milliseconds since 1970. */
export function createSentBatches(now: () => number): SentBatches {
  /** In the order in which they began. */
  const open = new Map<string, { readonly batch: BatchKey; readonly startedAt: number }>();

  // A clock that was set back ends a batch too.
  const isOver = (startedAt: number, at: number) => at < startedAt || at >= startedAt + openMs;

  const forgetOver = (at: number) => {
    for (const [client, { startedAt }] of open) {
      if (!isOver(startedAt, at) && open.size < clientsKept) return;
      open.delete(client);
    }
  };

  return {
    batchOf(client) {
      const at = now();
      const known = open.get(client);
      if (known && !isOver(known.startedAt, at)) return known.batch;
      open.delete(client);
      forgetOver(at);
      const batch: BatchKey = { key: randomUUID(), title: sentTitle(at), origin: 'upload' };
      open.set(client, { batch, startedAt: at });
      return batch;
    },
  };
}
