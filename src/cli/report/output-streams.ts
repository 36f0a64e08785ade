/** Codes of a stream whose reader is gone: a closed pipe, a socket, a terminal that was shut. */
const goneCodes = new Set(['EPIPE', 'ECONNRESET', 'EIO', 'ERR_STREAM_DESTROYED']);

/** Why nothing can be written any more: nobody reads it, or it cannot be kept (a full disk). */
export type Loss = 'reader' | 'space';

export interface OutputStreams {
  /** Null while everything was written. */
  readonly loss: () => Loss | null;
  /** Called once, at the first loss. */
  readonly onLoss: (listener: (loss: Loss) => void) => void;
}

/**
 * From now on a closed pipe (`| head`) never ends the program with a stack: what is written into it is dropped. To be
 * called before anything is written.
 */
export function followOutputStreams(): OutputStreams {
  const listeners: ((loss: Loss) => void)[] = [];
  let loss: Loss | null = null;
  const lose = (found: Loss) => {
    if (loss !== null) return;
    loss = found;
    if (found === 'space') {
      process.exitCode = 1;
      process.stderr.write('thumbline: The output cannot be written: the disk is full.\n');
    }
    for (const listener of listeners) listener(found);
  };
  process.stderr.on('error', () => lose('reader'));
  process.stdout.on('error', ({ code = '' }: NodeJS.ErrnoException) =>
    lose(goneCodes.has(code) ? 'reader' : 'space'),
  );
  return { loss: () => loss, onLoss: (listener) => void listeners.push(listener) };
}
