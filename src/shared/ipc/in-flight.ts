import type { Result } from '../result.ts';
import { asksWords } from '../words/areas/asks.ts';
import { type Problem, refuse } from './answers.ts';

/** Requests of one page that are not answered yet; ours has a handful. */
export const mostInFlight = 256;

/** Carries out what is asked, unless so much is not answered yet: then the answer is a refusal, at once, and nothing is done. */
export type Limit = <Answer>(
  ask: () => Promise<Answer>,
) => Promise<Answer | Result<never, Problem>>;

export function limitInFlight(most: number = mostInFlight): Limit {
  let count = 0;
  return async (ask) => {
    if (count >= most) return refuse('too-many', asksWords('tooMany'));
    count += 1;
    try {
      return await ask();
    } finally {
      count -= 1;
    }
  };
}
