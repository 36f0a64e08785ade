import type { Problem } from '../shared/ipc/answers.ts';
import { AcceptedBody, ProblemBody } from '../shared/service/submission.ts';
import { failure, type Failure } from '../shared/task/failure.ts';
import type { TaskId } from '../shared/task/task.ts';
import { away, notAllowed } from './ask-service.ts';

/** What became of sending one file. `later`: the queue is full, too much was asked for, or nobody is there to take it. */
export type Sent =
  | { readonly kind: 'accepted'; readonly taskId: TaskId }
  | { readonly kind: 'refused'; readonly failure: Failure }
  | { readonly kind: 'later'; readonly why: 'full' | 'busy' | 'away'; readonly afterMs: number }
  | { readonly kind: 'stopped'; readonly problem: Problem };

const usualWaitMs = 2000;

const waitOf = (response: Response) =>
  Number(response.headers.get('retry-after')) * 1000 || usualWaitMs;

async function whyNotNow(response: Response): Promise<'full' | 'busy'> {
  const { data } = ProblemBody.safeParse(await response.json());
  return data?.error.code === 'queue-full' ? 'full' : 'busy';
}

async function sentBy(response: Response): Promise<Sent> {
  switch (response.status) {
    case 202: {
      const { submission_task_id: taskId } = AcceptedBody.parse(await response.json());
      return { kind: 'accepted', taskId };
    }
    case 401:
    case 403:
      return { kind: 'stopped', problem: notAllowed() };
    case 413:
      return { kind: 'refused', failure: failure('image-too-large') };
    case 415:
      return { kind: 'refused', failure: failure('format-unsupported') };
    case 429:
      return { kind: 'later', why: await whyNotNow(response), afterMs: waitOf(response) };
    case 503:
      return { kind: 'later', why: 'away', afterMs: waitOf(response) };
    default:
      return response.status < 500
        ? { kind: 'refused', failure: failure('internal') }
        : { kind: 'stopped', problem: away() };
  }
}

const isReadable = (file: File) =>
  file
    .slice(0, 1)
    .arrayBuffer()
    .then(
      () => true,
      () => false,
    );

/** Sends one file with those fields, once. */
export async function uploadOne(
  file: File,
  fields: Readonly<Record<string, string>>,
): Promise<Sent> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append('file', file, file.name);
  try {
    return await sentBy(await fetch('/convert', { method: 'POST', body: form }));
  } catch {
    // Either the file went away or the service did.
    return (await isReadable(file))
      ? { kind: 'later', why: 'away', afterMs: usualWaitMs }
      : { kind: 'refused', failure: failure('file-unreadable') };
  }
}
