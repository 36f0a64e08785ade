import { z } from 'zod';

/** Longer, and proxies give the connection up. Seconds. */
export const longestWaitSeconds = 60;

/** What a client that would rather wait says in the address. */
export const waitWord = z.coerce
  .number()
  .int()
  .min(0)
  .max(longestWaitSeconds)
  .optional()
  .describe('How many seconds to wait for the picture; the header `Prefer: wait=30` says the same');

/** The wait of a header `Prefer` (RFC 7240), at most the longest there is; null where it names none that can be understood. */
export function preferredWait(prefer: string | undefined): number | null {
  const [, seconds] = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=[,;]|$)/i.exec(prefer ?? '') ?? [];
  return seconds === undefined ? null : Math.min(Number(seconds), longestWaitSeconds);
}

interface MediaRange {
  readonly name: string;
  /** 0 is refused, 1 is as good as any. */
  readonly weight: number;
}

function mediaRanges(accept: string): MediaRange[] {
  return accept.split(',').map((range) => {
    const [name = '', ...parameters] = range.split(';').map((part) => part.trim().toLowerCase());
    const weight = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
    return { name, weight: Number(weight ?? 1) || 0 };
  });
}

/** 2 for the type itself, 1 for all of its kind, 0 for everything; null for another type. */
function closeness(name: string, type: string): number | null {
  if (name === '*/*') return 0;
  const [kind] = type.split('/');
  if (name === `${kind}/*`) return 1;
  return name === type ? 2 : null;
}

/** How much a type is wanted, by the range that is closest to it; of equals, what is named goes before anything at all. */
function wanted(ranges: readonly MediaRange[], type: string): number {
  let best = { closeness: -1, weight: 0 };
  for (const { name, weight } of ranges) {
    const close = closeness(name, type) ?? -1;
    if (close > best.closeness) best = { closeness: close, weight };
  }
  return best.weight === 0 ? 0 : best.weight * 10 + (best.closeness > 0 ? 1 : 0);
}

/**
 * Which of the types a header `Accept` wants most; the first of equals, and the first where it wants none of them: an
 * answer of another kind is of more use than none.
 */
export function preferredType<Type extends string>(
  accept: string | undefined,
  types: readonly [Type, ...Type[]],
): Type {
  const ranges = mediaRanges(accept?.trim() || '*/*');
  let [best] = types;
  let most = 0;
  for (const type of types) {
    const much = wanted(ranges, type);
    if (much > most) [best, most] = [type, much];
  }
  return best;
}
