import type { Redis } from 'ioredis';
import { type FindMark, wholeWatermark } from '../../engine/index.ts';
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

/** Completes recipes of orders with the pictures that they name. One that is not kept any more stays as it is. */
export function createMarkReader(
  place: RedisPlace,
  redis: Redis,
): (recipe: Recipe) => Promise<Recipe> {
  let last: { readonly hash: string; readonly data: string } | null = null;
  return async (recipe) => {
    const { watermark } = recipe;
    if (watermark?.kind !== 'stored') return recipe;
    const { hash } = watermark;
    const data = last?.hash === hash ? last.data : await redis.get(keyOf(place, hash));
    if (data === null) return recipe;
    last = { hash, data };
    return { ...recipe, watermark: wholeWatermark(watermark, () => data) };
  };
}
