import { ok, type Result } from '../result.ts';
import { asksWords } from '../words/areas/asks.ts';
import { type Problem, refuse } from './answers.ts';
import { isTooLong, valueAt, type Way, waysToLists, withList } from './long-lists.ts';

/** Carries a part of a list; the request that the list belongs to comes after the last. */
export const partChannel = 'request:part';

/** Entries of a list that are sent together: a receiver reads so many in a millisecond or two. */
export const partLength = 4000;

/** Where the list of a request belongs whose parts went before it. */
export interface SentInParts {
  readonly list: number;
  readonly way: Way;
}

export const tooMuchAtOnce = () => refuse('not-possible', asksWords('tooLong'));

/** Main may still hold parts of the page that the same window showed before, so that no two pages may count alike. */
const anywhere = () => Math.floor(Math.random() * 2 ** 52);

type SendPart = (list: number, part: readonly unknown[]) => Promise<Result<void, Problem>>;

/** What of a request is sent once the parts of its list were taken. */
type Rest = readonly [input: unknown, sent?: SentInParts];

/**
 * Sends the long list of a request ahead of it: main reads what one message holds in one go, so that 100,000 names would hold it up. Each
 * part waits until the one before it has been taken. What is longer than any list may be is refused, and nothing of it sent.
 */
export function sendInParts(
  sendPart: SendPart,
): (input: unknown) => Promise<Result<Rest, Problem>> {
  let lastList = anywhere();
  return async (input) => {
    if (isTooLong(input)) return tooMuchAtOnce();
    const [way] = waysToLists(input, partLength);
    const entries = way && valueAt(input, way);
    if (way === undefined || !Array.isArray(entries)) return ok([input]);
    lastList += 1;
    const list = lastList;
    for (let from = 0; from < entries.length; from += partLength) {
      const taken = await sendPart(list, entries.slice(from, from + partLength));
      if (!taken.ok) return taken;
    }
    return ok([withList(input, way, []), { list, way }]);
  };
}
