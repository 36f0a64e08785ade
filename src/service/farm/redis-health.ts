import type { Redis } from 'ioredis';
import { answerWithinMs, problemAt, problemWith, type RedisPlace } from './redis.ts';
import { redisAway } from './redis-refusals.ts';

/** Some refusals are told only to those who write. */
const askEveryMs = 2000;
/** Of something that fails though Redis is well. */
const mostTries = 3;
const silent = 'Redis does not answer.';
/** In a row, until silence is told: one answer may be late because a machine is busy. */
const silencesToTell = 2;

/** Whether Redis takes what it is given. */
export interface RedisHealth {
  /** Why it does not, in one line; null while it does. As far as is known without asking. */
  readonly problem: string | null;
  /** The same, asked now. Silence is a problem too. */
  check(): Promise<string | null>;
  /** Runs `act`, and again after each outage that made it fail. Never settles once this is closed. */
  readonly untilTaken: (act: () => Promise<void>) => Promise<void>;
  close(): void;
}

export interface HealthParts {
  readonly place: RedisPlace;
  readonly redis: Redis;
  /** Hears of the beginning of each outage, silence included, and null at its end. */
  readonly onChange: (problem: string | null) => void;
}

/** Said of outages in the log of a service or a worker. */
export function outageLine(problem: string | null): string {
  return problem === null ? 'Redis works again.' : `${problem} Waiting until it works again.`;
}

export function watchRedis({ place, redis, onChange }: HealthParts): RedisHealth {
  let known: string | null = null;
  let told: string | null = null;
  let silences = 0;
  /** Not asked since the connection broke. */
  let isUnsure = false;
  let isClosed = false;
  let asking: Promise<string | null> | null = null;
  let wellAgain = Promise.withResolvers<void>();
  wellAgain.resolve();

  const tell = (found: string | null) => {
    if (found === told || isClosed) return;
    told = found;
    onChange(found);
  };
  const become = (found: string | null) => {
    if (found === known || isClosed) return;
    const before = known;
    known = found;
    if (found === null) wellAgain.resolve();
    else if (before === null) wellAgain = Promise.withResolvers();
  };

  const ask = async (): Promise<string | null> => {
    const late = Promise.withResolvers<typeof silent>();
    const timer = setTimeout(() => late.resolve(silent), answerWithinMs);
    const isIn = redis.status === 'ready';
    const answer = isIn ? problemWith(redis, place) : problemAt(place);
    const found = await Promise.race([
      answer.then((problem) => problem?.message ?? null),
      late.promise,
    ]);
    clearTimeout(timer);
    if (found === silent) {
      silences += 1;
      // What is only slow is not refused: commands wait for their answers.
      if (silences >= silencesToTell && known === null) tell(found);
      return found;
    }
    silences = 0;
    isUnsure = false;
    become(found);
    tell(found);
    return found;
  };

  /** Beside one that may wait for a connection that is not there any more. */
  const askAnew = () => {
    const mine = ask().finally(() => {
      if (asking === mine) asking = null;
    });
    asking = mine;
    return mine;
  };
  const check = () => asking ?? askAnew();

  const onReady = () => void askAnew();
  const onClose = () => {
    isUnsure = true;
    void askAnew();
  };
  redis.on('ready', onReady);
  redis.on('close', onClose);
  const timer = setInterval(() => void check(), askEveryMs);

  return {
    get problem() {
      return known ?? (isUnsure ? redisAway.message : null);
    },
    check,
    async untilTaken(act) {
      for (let triesLeft = mostTries; ; triesLeft -= 1) {
        await wellAgain.promise;
        try {
          return await act();
        } catch (error) {
          const isOutage = isClosed || (await check()) !== null;
          if (!isOutage && triesLeft <= 1) throw error;
          if (isOutage) triesLeft = mostTries + 1;
        }
      }
    },
    close() {
      isClosed = true;
      // Whoever still waits is not told any more.
      wellAgain = Promise.withResolvers();
      clearInterval(timer);
      redis.off('ready', onReady);
      redis.off('close', onClose);
    },
  };
}
