import type { Redis } from 'ioredis';
import type { FindMark } from '../../engine/index.ts';
import type { Recipe } from '../../shared/task/recipe.ts';
import { prefixOf, type RedisPlace } from './redis.ts';

/** After the last order that names it: longer than any queue waits. */
const keptSeconds = 30 * 86_400;

const keyOf = (place: RedisPlace, hash: string) => `${prefixOf(place)}:mark:${hash}`;

/** Stores the pictures of watermarks in Redis, each once: orders only name them. Call it before the orders are added. */
export async function keepMarks(
  place: RedisPlace,
  redis: Redis,
  { recipes, findMark }: { readonly recipes: readonly Recipe[]; readonly findMark: FindMark },
): Promise<void> {
  const named = recipes.flatMap(({ watermark }) =>
    watermark?.kind === 'stored' ? [watermark.hash] : [],
  );
  for (const hash of new Set(named)) {
    const key = keyOf(place, hash);
    if ((await redis.expire(key, keptSeconds)) === 1) continue;
    const data = findMark(hash);
    if (data !== null) await redis.set(key, data, 'EX', keptSeconds);
  }
}

/** Pictures of watermarks that are kept at hand: as many as pictures are made at once, at most. Each has up to 1.4 MB. */
const mostMarks = 64;

/** The pictures that recipes of orders name. */
export interface MarkReader {
  /** Looks up what the recipe names. One that is not kept any more cannot be found then. */
  fetch(recipe: Recipe): Promise<void>;
  readonly find: FindMark;
}

export function createMarkReader(place: RedisPlace, redis: Pick<Redis, 'get'>): MarkReader {
  const marks = new Map<string, string>();
  return {
    async fetch({ watermark }) {
      if (watermark?.kind !== 'stored') return;
      const { hash } = watermark;
      const data = marks.get(hash) ?? (await redis.get(keyOf(place, hash)));
      if (data === null) return;
      // What was asked for last stays longest: it may be about to be sent.
      marks.delete(hash);
      marks.set(hash, data);
      const [oldest] = marks.keys();
      if (marks.size > mostMarks && oldest !== undefined) marks.delete(oldest);
    },
    find: (hash) => marks.get(hash) ?? null,
  };
}
