import type { AnswerOf, Channel, RequestInput } from '../shared/ipc/contract.ts';
import type { Problem } from '../shared/ipc/problem.ts';
import type { Answer } from '../shared/ipc/verbs.ts';
import { notOk, type Result } from '../shared/result.ts';
import { ProblemBody } from '../shared/service/submission.ts';

export const away: Problem = { code: 'internal', message: 'The service does not answer.' };
export const notAllowed: Problem = {
  code: 'not-allowed',
  message: 'Your token does not allow that.',
};

/** Too much asked for, or the store is away: the service says it in one line. What is a bug stays its own. */
async function refusalOf(response: Response): Promise<Problem> {
  if (response.status !== 429 && response.status !== 503) return away;
  const { data } = ProblemBody.safeParse(await response.json());
  return data ? { code: 'not-possible', message: data.error.message } : away;
}

async function readAnswer<C extends Channel>(response: Response): Answer<C> {
  if (response.status === 401 || response.status === 403) return notOk(notAllowed);
  if (!response.ok) return notOk(await refusalOf(response));
  // The service is our own, of the same version: its answers are typed by the contract.
  const answer: Result<AnswerOf<C>, Problem> = await response.json();
  return answer;
}

/** One request of the contract that changes nothing. */
export async function look<C extends Channel>(channel: C, input?: RequestInput<C>): Answer<C> {
  const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  try {
    return await readAnswer<C>(await fetch(`/app/request/${channel}${query}`));
  } catch {
    return notOk(away);
  }
}

/** One request of the contract that changes something. */
export async function act<C extends Channel>(channel: C, input?: RequestInput<C>): Answer<C> {
  try {
    const response = await fetch(`/app/request/${channel}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ input }),
    });
    return await readAnswer<C>(response);
  } catch {
    return notOk(away);
  }
}

/** What only a window of this computer's own can do. */
export function notHere<C extends Channel>(): Answer<C> {
  const message = 'A browser cannot do that.';
  return Promise.resolve(notOk({ code: 'not-possible', message }));
}
