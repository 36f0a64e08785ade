import type { Problem } from '../shared/ipc/answers.ts';
import type { Answer } from '../shared/ipc/verbs.ts';
import { notOk, ok } from '../shared/result.ts';
import type { Failure } from '../shared/task/failure.ts';
import type { Receipt } from '../shared/task/receipt.ts';
import type { Recipe } from '../shared/task/recipe.ts';
import { away } from './ask-service.ts';
import { type ChosenFile, titleOf } from './chosen-files.ts';
import { freshId } from './fresh-id.ts';
import { uploadOne } from './upload-one.ts';

const uploadsAtOnce = 4;
/** A service that is away this many times in a row is not waited for any longer. */
const triesWhileAway = 10;

export interface UploadTerms {
  readonly recipe: Recipe;
  /** Called once when the queue is full and the rest has to wait. */
  readonly onFull: () => void;
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/** What was not sent yet is lost with the page. */
const askBeforeLeaving = (event: BeforeUnloadEvent) => event.preventDefault();

/** Sends files a few at a time as one batch; answers when all are there. A full queue is waited for. */
export async function uploadFiles(
  chosen: readonly ChosenFile[],
  { recipe, onFull }: UploadTerms,
): Answer<'files:enqueue'> {
  const { destination: _ours, fileName: _theirs, ...rest } = recipe;
  const fields = {
    recipe: JSON.stringify({ version: 1, ...rest }),
    batch: freshId(),
    batchTitle: titleOf(chosen),
  };
  const refused: { path: string; failure: Failure }[] = [];
  const left = chosen.map(({ file }) => file);
  let acceptedCount = 0;
  let batchId: Receipt['batchId'] = null;
  let problem: Problem | null = null;
  let isTold = false;

  const tellFull = () => {
    if (!isTold) onFull();
    isTold = true;
  };

  /** Null once it is accepted or refused; else what stops all of them. */
  const upload = async (file: File): Promise<Problem | null> => {
    for (let triesLeft = triesWhileAway; triesLeft > 0;) {
      const sent = await uploadOne(file, fields);
      if (sent.kind === 'stopped') return sent.problem;
      if (sent.kind === 'refused') refused.push({ path: file.name, failure: sent.failure });
      if (sent.kind === 'accepted') {
        batchId = sent.taskId;
        acceptedCount += 1;
      }
      if (sent.kind !== 'later') return null;
      if (sent.why === 'full') tellFull();
      if (sent.why === 'away') triesLeft -= 1;
      await pause(sent.afterMs);
    }
    return away();
  };

  const lane = async () => {
    for (let file = left.shift(); file; file = left.shift()) {
      problem ??= await upload(file);
      if (problem !== null) return;
    }
  };
  window.addEventListener('beforeunload', askBeforeLeaving);
  await Promise.all(Array.from({ length: uploadsAtOnce }, lane));
  window.removeEventListener('beforeunload', askBeforeLeaving);
  return problem === null
    ? ok({ batchId, acceptedCount, folderCount: 0, refused })
    : notOk<Problem>(problem);
}
