import type { Message } from '../src/shared/words/message.ts';
import { parseMessage } from '../src/shared/words/parse-message.ts';
import { slotsOf } from '../src/shared/words/slots.ts';

/** Parses an English message. Throws a `SyntaxError`. */
export function compileMessage(text: string): Message {
  const parsed = parseMessage(text);
  if (!parsed.ok) {
    throw new SyntaxError(`${parsed.problem.code} at letter ${parsed.problem.at} of: ${text}`);
  }
  for (const [name, kind] of slotsOf(parsed.value)) {
    if (kind === 'mixed') throw new SyntaxError(`{${name}} is of two kinds`);
  }
  return parsed.value;
}
