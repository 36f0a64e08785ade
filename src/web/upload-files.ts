import { ok } from '../shared/result.ts';
import type { Answer } from '../shared/ipc/verbs.ts';
import { failure, type Failure } from '../shared/task/failure.ts';
import type { Receipt } from '../shared/task/receipt.ts';
import type { Recipe } from '../shared/task/recipe.ts';

const uploadsAtOnce = 4;

interface Accepted {
  readonly submission_task_id: string;
}

const failureOf = (status: number): Failure =>
  failure(status === 415 ? 'format-unsupported' : status === 413 ? 'image-too-large' : 'internal');

const usualWaitSeconds = 5;

/** A full queue and too many requests are no failure of the file: it is sent again when the service says so. */
async function sendPatiently(body: FormData): Promise<Response> {
  for (;;) {
    const response = await fetch('/convert', { method: 'POST', body });
    if (response.status !== 429) return response;
    const seconds = Number(response.headers.get('retry-after')) || usualWaitSeconds;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
  }
}

async function uploadOne(file: File, recipe: string): Promise<string | Failure> {
  const form = new FormData();
  form.append('recipe', recipe);
  form.append('file', file, file.name);
  try {
    const response = await sendPatiently(form);
    if (response.status !== 202) return failureOf(response.status);
    const accepted: Accepted = await response.json();
    return accepted.submission_task_id;
  } catch {
    // A folder among the files, or one that went away.
    return failure('file-unreadable');
  }
}

/** Sends files a few at a time; answers when all are there. */
export async function uploadFiles(files: readonly File[], recipe: Recipe): Answer<'files:enqueue'> {
  const { destination: _ours, fileName: _theirs, ...rest } = recipe;
  const text = JSON.stringify({ version: 1, ...rest });
  const refused: { path: string; failure: Failure }[] = [];
  let batchId: Receipt['batchId'] = null;
  let acceptedCount = 0;
  const left = [...files];
  const lane = async () => {
    for (let file = left.shift(); file !== undefined; file = left.shift()) {
      const answer = await uploadOne(file, text);
      if (typeof answer === 'string') {
        batchId = answer;
        acceptedCount += 1;
      } else refused.push({ path: file.name, failure: answer });
    }
  };
  await Promise.all(Array.from({ length: uploadsAtOnce }, lane));
  return ok({ batchId, acceptedCount, folderCount: 0, refused });
}
