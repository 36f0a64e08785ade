import { setTimeout as delay } from 'node:timers/promises';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { AboutBody, AcceptedBody, SubmissionBody } from '../../shared/service/submission.ts';
import { TaskId } from '../../shared/task/task.ts';
import { askServer, type Call } from './ask-server.ts';
import { readAnswer } from './read-answer.ts';
import { type DownloadPlace, type Saved, saveTo } from './save-download.ts';
import type { ServerChoice, ServerTiming } from './server-choice.ts';
import type { RemoteError } from './remote-error.ts';
import type { Upload } from './upload.ts';
import { retryAfterBusy } from './waiting.ts';

export interface Download {
  readonly id: TaskId;
  readonly output: string;
  readonly place: DownloadPlace;
  readonly sizeBytes: number;
}

/** What this program asks of a server. None of these rejects. */
export interface ServerCalls {
  about(signal: AbortSignal): Promise<Result<AboutBody, RemoteError>>;
  /** The same key always means the same task, however often it is sent. */
  send(upload: Upload, key: string, signal: AbortSignal): Promise<Result<TaskId, RemoteError>>;
  /** Lets the server wait so long before it says that the picture is not made yet; older ones answer at once. */
  look(
    id: TaskId,
    waitSeconds: number,
    signal: AbortSignal,
  ): Promise<Result<SubmissionBody, RemoteError>>;
  fetchOutput(download: Download, signal: AbortSignal): Promise<Result<Saved, RemoteError>>;
  /** Whatever state the task is in, the server keeps nothing of it. Tries for some seconds. */
  remove(id: TaskId): Promise<Result<void, RemoteError>>;
}

// An id becomes part of an address: only what ours look like is taken.
const Accepted = AcceptedBody.extend({ submission_task_id: TaskId });
const removedStatus = 204;
const removeTries = 10;
const betweenTriesMs = 300;
const never = new AbortController().signal;

export function createServerCalls(choice: ServerChoice, timing: ServerTiming): ServerCalls {
  const { answerMs, idleMs } = timing;
  const short = (method: Call['method'], path: string, signal: AbortSignal): Call => {
    return { method, path, idleMs: answerMs, signal };
  };

  /** True once it is gone; what was still being made is only cancelled by the first asking. */
  const removeOnce = (id: TaskId) =>
    askServer(choice, short('DELETE', `/convert/${id}`, never), ({ status }) =>
      Promise.resolve(ok(status === removedStatus)),
    );

  return {
    about: (signal) => askServer(choice, short('GET', '/about', signal), readAnswer(AboutBody)),
    async send(upload, key, signal) {
      const headers = { ...upload.headers, 'idempotency-key': key };
      const { body } = upload;
      const call = { method: 'POST', path: '/convert', headers, body, idleMs, signal } as const;
      const sent = await askServer(choice, call, readAnswer(Accepted));
      return sent.ok ? ok(sent.value.submission_task_id) : sent;
    },
    look(id, waitSeconds, signal) {
      const call: Call = {
        method: 'GET',
        path: `/convert/${id}`,
        headers: { prefer: `wait=${waitSeconds}` },
        idleMs: answerMs + waitSeconds * 1000,
        signal,
      };
      return askServer(choice, call, readAnswer(SubmissionBody));
    },
    fetchOutput({ id, output, place, sizeBytes }, signal) {
      const from = `/convert/${id}/output/${encodeURIComponent(output)}`;
      const call = { method: 'GET', path: from, idleMs, signal } as const;
      return askServer(choice, call, saveTo(place, sizeBytes));
    },
    async remove(id) {
      for (let left = removeTries; left > 0; left -= 1) {
        const removed = await retryAfterBusy(() => removeOnce(id), never);
        if (!removed.ok) {
          return removed.problem.kind === 'declined' ? ok(undefined) : removed;
        }
        if (removed.value) return ok(undefined);
        await delay(betweenTriesMs);
      }
      return notOk({ kind: 'busy', waitMs: betweenTriesMs });
    },
  };
}
