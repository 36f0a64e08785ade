import {
  type AnswerOf,
  type PlainChannel,
  plainVerbs,
  type RequestInput,
} from '../shared/ipc/contract.ts';
import { type Problem, refuse } from '../shared/ipc/answers.ts';
import { type Answer, deriveVerbs } from '../shared/ipc/verbs.ts';
import { notOk, type Result } from '../shared/result.ts';
import {
  isPageChannel,
  type PageChannel,
  pageRequests,
  type RefusedChannel,
} from '../shared/service/page.ts';
import { ProblemBody } from '../shared/service/submission.ts';
import { webWords } from '../shared/words/areas/web.ts';

export const away = (): Problem => ({ code: 'internal', message: webWords('away') });
export const notAllowed = (): Problem => ({
  code: 'not-allowed',
  message: webWords('notAllowed'),
});

/** Too much asked for, or the store is away: the service says it in one line. What is a bug stays its own. */
async function refusalOf(response: Response): Promise<Problem> {
  if (response.status !== 429 && response.status !== 503) return away();
  const { data } = ProblemBody.safeParse(await response.json());
  return data ? { code: 'not-possible', message: data.error.message } : away();
}

async function readAnswer<C extends PageChannel>(response: Response): Answer<C> {
  if (response.status === 401 || response.status === 403) return notOk(notAllowed());
  if (!response.ok) return notOk(await refusalOf(response));
  // The service is our own, of the same version: its answers are typed by the contract.
  const answer: Result<AnswerOf<C>, Problem> = await response.json();
  return answer;
}

function send(channel: PageChannel, input: unknown): Promise<Response> {
  const address = `/app/request/${channel}`;
  if (pageRequests[channel] === 'read') {
    const query = input === undefined ? '' : `?input=${encodeURIComponent(JSON.stringify(input))}`;
    return fetch(address + query);
  }
  return fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ input }),
  });
}

async function answerOf<C extends PageChannel>(channel: C, input: unknown): Answer<C> {
  try {
    return await readAnswer<C>(await send(channel, input));
  } catch {
    return notOk(away());
  }
}

/** One request that the service carries out. */
export const askService = <C extends PageChannel>(channel: C, input: RequestInput<C>): Answer<C> =>
  answerOf(channel, input);

/** What only a window of this computer's own can do. */
export const notHere = () => Promise.resolve(refuse('not-possible', webWords('notHere')));

type DerivedChannel = PageChannel | Extract<RefusedChannel, PlainChannel>;

/** The verbs that the service carries out, and those that a browser cannot. The page does the others itself. */
export const derivedVerbs = deriveVerbs<DerivedChannel>(plainVerbs, (channel, input) =>
  isPageChannel(channel) ? answerOf(channel, input) : notHere(),
);
