import { z } from 'zod';
import type { Capability } from '../capabilities.ts';

/** What is sent with a request that says all by its name. */
export const nothing = z.undefined();

export interface Traits {
  /** The verb takes `File`s, whose paths or bytes are sent in their place: it is written by hand (`FileVerbs`). */
  readonly carriesFiles?: true;
  /** Only a bridge that can do this carries the request out. */
  readonly needs?: Capability;
}

interface Answered<Answer> {
  /** Never there: it carries the type. Windows trust main, so answers are not parsed. */
  readonly answer?: Answer;
}

/** The verb by which the screen makes a request, and the schema of what it sends. */
export function request<
  const Verb extends string,
  Input extends z.ZodType,
  const Own extends Traits,
>(verb: Verb, input: Input, traits?: Own) {
  const named = { verb, input, traits };
  return {
    answers: <Answer>(): typeof named & Answered<Answer> => named,
  };
}
