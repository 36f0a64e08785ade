import type { Problem } from '../shared/ipc/answers.ts';
import type { RequestInput } from '../shared/ipc/contract.ts';
import { notOk, ok, type Result } from '../shared/result.ts';
import { type ChooseBody, ChosenBody, ProblemBody } from '../shared/service/submission.ts';
import { away, notAllowed } from './ask-service.ts';
import { saveFile } from './save-file.ts';

async function refusalOf(response: Response): Promise<Problem> {
  if (response.status === 401 || response.status === 403) return notAllowed();
  const { data } = ProblemBody.safeParse(await response.json());
  return data ? { code: 'not-possible', message: data.error.message } : away();
}

/**
 * Tells the service whose results are wanted and lets the browser save the file it makes: no byte of it comes through the
 * page. Answers with how many results there are; when the download is done only the browser knows.
 */
export async function saveResults({
  kind,
  source,
  name,
}: RequestInput<'results:save'>): Promise<Result<number, Problem>> {
  const body: ChooseBody = {
    ...('batchId' in source ? source : { taskIds: [...source.taskIds] }),
    as: kind,
    name,
  };
  try {
    const response = await fetch('/results', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    if (!response.ok) return notOk(await refusalOf(response));
    const { url, count } = ChosenBody.parse(await response.json());
    saveFile(url);
    return ok(count);
  } catch {
    return notOk(away());
  }
}
