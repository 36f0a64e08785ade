import { notOk, type Result } from '../../shared/result.ts';
import type { TaskId } from '../../shared/task/task.ts';
import type { Connection } from './connection.ts';
import { declined, type RemoteError } from './remote-error.ts';
import { openUpload, type Upload } from './upload.ts';
import { retryAfterBusy } from './waiting.ts';

export interface SentPicture {
  readonly sourcePath: string;
  /** The same for each try of the same work. */
  readonly key: string;
  /** JSON. */
  readonly recipe: string;
}

const lastAnswerMs = 3000;

/**
 * Ends an upload that is not wanted any more. One that the server may have taken already gets a moment to say its id:
 * without it nobody could have it removed.
 */
function cutOff(upload: Upload, signal: AbortSignal): AbortSignal {
  const ending = new AbortController();
  const end = () => {
    if (upload.isSent) setTimeout(() => ending.abort(), lastAnswerMs).unref();
    else ending.abort();
  };
  if (signal.aborted) ending.abort();
  else signal.addEventListener('abort', end, { once: true });
  return ending.signal;
}

/** Sends the picture; waits where the server says that its queue is full. */
export function sendPicture(
  { calls }: Connection,
  { sourcePath, key, recipe }: SentPicture,
  signal: AbortSignal,
): Promise<Result<TaskId, RemoteError>> {
  return retryAfterBusy(async () => {
    const upload = await openUpload(sourcePath, recipe);
    // What cannot be read is told of where it is read here.
    if (!upload) return notOk(declined);
    try {
      const sent = await calls.send(upload, key, cutOff(upload, signal));
      return upload.isBroken ? notOk(declined) : sent;
    } finally {
      await upload.close();
    }
  }, signal);
}
