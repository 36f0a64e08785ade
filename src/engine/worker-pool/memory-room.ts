/** Enough for several usual photos at once, and for one of 200 megapixels by itself. Bytes. */
const usualRoomBytes = 1_000_000_000;

interface Waiting {
  readonly bytes: number;
  readonly admit: () => void;
}

/** The memory that decoded pictures may take in all workers together, by what their headers promise. */
export interface MemoryRoom {
  /**
   * Resolves when there is room, in the order of asking, with how to give it back. A picture that is larger than all of the
   * room is let in once nothing else is. Aborted, it resolves at once and holds nothing.
   */
  enter(bytes: number, signal: AbortSignal): Promise<() => void>;
}

export function createMemoryRoom(mostBytes = usualRoomBytes): MemoryRoom {
  const queue: Waiting[] = [];
  let usedBytes = 0;

  /** The first that waits is never overtaken: a large one would wait for ever. */
  function admitNext(): void {
    for (let [next] = queue; next; [next] = queue) {
      if (usedBytes > 0 && usedBytes + next.bytes > mostBytes) return;
      queue.shift();
      usedBytes += next.bytes;
      next.admit();
    }
  }

  return {
    enter(bytes, signal) {
      if (signal.aborted) return Promise.resolve(() => undefined);
      const { promise, resolve } = Promise.withResolvers<() => void>();
      const giveUp = () => {
        queue.splice(queue.indexOf(waiting), 1);
        resolve(() => undefined);
        admitNext();
      };
      let isInside = true;
      const leave = () => {
        if (!isInside) return;
        isInside = false;
        usedBytes -= bytes;
        admitNext();
      };
      const admit = () => {
        signal.removeEventListener('abort', giveUp);
        resolve(leave);
      };
      const waiting: Waiting = { bytes, admit };
      signal.addEventListener('abort', giveUp);
      queue.push(waiting);
      admitNext();
      return promise;
    },
  };
}
