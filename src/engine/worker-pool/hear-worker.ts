import type { MemoryRoom } from './memory-room.ts';
import type { WorkerEvent } from './pooled-worker.ts';
import type { WorkerChannel } from './worker-channel.ts';

export interface RoomTerms {
  readonly room: MemoryRoom;
  readonly signal: AbortSignal;
  /** Waiting for room does not count as work. */
  readonly clock: { start(): void; stop(): void };
}

/** What a worker says of one attempt but for `waiting`, which is answered here, once. */
export interface Hearing {
  next(): Promise<WorkerEvent>;
  /** Gives back the room that the attempt held. */
  close(): void;
}

export function hearWorker(
  channel: WorkerChannel,
  attemptId: string,
  { room, signal, clock }: RoomTerms,
): Hearing {
  let leave: (() => void) | null = null;

  async function waitForRoom(bytes: number): Promise<WorkerEvent> {
    const following = channel.next();
    const given = new AbortController();
    // A worker that ends while it waits leaves its place at once.
    void following.then(() => given.abort());
    clock.stop();
    leave = await room.enter(bytes, AbortSignal.any([signal, given.signal]));
    clock.start();
    channel.send({ kind: 'admit', attemptId });
    return following;
  }

  return {
    async next() {
      const event = await channel.next();
      const isAsking = event.kind === 'waiting' && event.attemptId === attemptId && leave === null;
      return isAsking ? waitForRoom(event.bytes) : event;
    },
    close: () => leave?.(),
  };
}
