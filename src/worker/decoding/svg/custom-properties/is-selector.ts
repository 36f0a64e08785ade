import type { Budget } from './budget.ts';
import { parseSelector } from './selector.ts';
import { indexOutside, splitOutside } from './style-sheet.ts';

const beginning = ':is(';
const wordStart = /^[\w*\u0080-\uffff-]/;
const nothingBefore = /(?:^|[\s>+~,])$/;
/** Selectors of people have two or three. */
const mostKinds = 64;

/**
 * A selector without `:is()`, which the renderer does not know: one for each of the things that it stands for. As it is where
 * these weigh differently, are more than one element, or cannot be put in its place.
 */
export function withoutIs(text: string, budget: Budget): readonly string[] {
  let done: readonly string[] = [text];
  for (;;) {
    const next = done.flatMap((one) => spread(one) ?? [one]);
    budget.spend(next.reduce((sum, one) => sum + one.length, 0));
    if (next.length > mostKinds) return [text];
    if (next.length === done.length && next.every((one, at) => one === done[at])) return done;
    done = next;
  }
}

/** The first `:is()`; null where there is none to be replaced. */
function spread(text: string): readonly string[] | null {
  // One within `:not()` has another meaning.
  let begin = indexOutside(text, ':');
  while (begin !== -1 && !text.startsWith(beginning, begin))
    begin = indexOutside(text, ':', begin + 1);
  if (begin === -1) return null;
  const start = begin + beginning.length;
  const end = indexOutside(text, ')', start);
  if (end === -1) return null;
  const [before, after] = [text.slice(0, begin), text.slice(end + 1)];
  const kinds = splitOutside(text.slice(start, end), ',').map((kind) => kind.trim());
  const parsed = kinds.map(parseSelector);
  const isPlain = parsed.every(
    (one) => one?.compounds.length === 1 && one.specificity === parsed[0]?.specificity,
  );
  const startsAnew = nothingBefore.test(before);
  const fits =
    !wordStart.test(after) && (startsAnew || !kinds.some((kind) => wordStart.test(kind)));
  return isPlain && fits ? kinds.map((kind) => before + kind + after) : null;
}
