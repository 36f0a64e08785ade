/** What Redis refuses, in words for people. Those that do not last may pass without anybody changing anything. */
const refusals: readonly { pattern: RegExp; words: string; isLasting: boolean }[] = [
  {
    pattern: /^DENIED\b/,
    words:
      'Redis is in protected mode. Give it a password and a bind address, or ask it from its own machine.',
    isLasting: true,
  },
  {
    pattern: /^NOAUTH\b/,
    words: 'Redis wants a password: redis://:password@host.',
    isLasting: true,
  },
  {
    pattern: /^WRONGPASS\b|invalid password/i,
    words: 'Redis refuses the password of --redis.',
    isLasting: true,
  },
  {
    pattern: /DB index is out of range|invalid DB index/i,
    words: 'Redis has no database of that number. It stands after the last / of --redis.',
    isLasting: true,
  },
  {
    pattern: /^NOPERM\b/,
    words: 'Redis does not allow this user what a queue needs.',
    isLasting: true,
  },
  {
    pattern: /\bREADONLY\b/,
    words: 'Redis is a read-only replica. --redis must name the primary.',
    isLasting: false,
  },
  {
    pattern: /\bOOM command not allowed\b/,
    words: 'Redis has reached its maxmemory and takes nothing more.',
    isLasting: false,
  },
  {
    pattern: /\bMISCONF\b/,
    words: 'Redis cannot save to its disk and takes nothing more. Its own log says why.',
    isLasting: false,
  },
];

/** Redis answers, and refuses us. The message is one line for people. */
export class RedisRefusedError extends Error {
  override readonly name = 'RedisRefusedError';
  readonly isLasting: boolean;

  constructor(words: string, isLasting: boolean, cause: unknown) {
    super(words, { cause });
    this.isLasting = isLasting;
  }
}

/** Anything else than a refusal: it cannot be reached, or only now begins. */
export const redisAway = { message: 'Redis cannot be reached.' } as const;
export type RedisProblem = RedisRefusedError | typeof redisAway;

/** Null when the error is no refusal. */
export function asRefusal(error: unknown): RedisRefusedError | null {
  const said = error instanceof Error ? error.message : String(error);
  const found = refusals.find(({ pattern }) => pattern.test(said));
  return found ? new RedisRefusedError(found.words, found.isLasting, error) : null;
}
