import { hash } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Recipe } from '../../shared/task/recipe.ts';
import { parseJson } from './database.ts';

/** A recipe whose watermark stands in a table of its own, by its hash. */
type StoredRecipe = Omit<Recipe, 'watermark'> & { readonly watermark: { readonly stored: string } };

function hashIn(recipe: unknown): string | null {
  if (typeof recipe !== 'object' || recipe === null || !('watermark' in recipe)) return null;
  const { watermark } = recipe;
  if (typeof watermark !== 'object' || watermark === null || !('stored' in watermark)) return null;
  return typeof watermark.stored === 'string' ? watermark.stored : null;
}

/** The watermarks of batches, each once: one may have a megabyte, and a service makes a batch of a single upload. */
export function createWatermarkTable(database: DatabaseSync) {
  const insert = database.prepare('INSERT OR IGNORE INTO watermarks VALUES (?, ?)');
  const select = database.prepare('SELECT watermark FROM watermarks WHERE hash = ?');
  const deleteUnused = database.prepare(`
    DELETE FROM watermarks
    WHERE hash NOT IN (SELECT recipe ->> '$.watermark.stored' FROM batches
                       WHERE recipe ->> '$.watermark.stored' IS NOT NULL)`);
  /** What was read last, so that batches with the same one share its bytes. */
  let last: { readonly key: string; readonly watermark: unknown } | null = null;
  const read = (key: string): unknown => {
    if (last?.key === key) return last.watermark;
    const watermark = parseJson(select.get(key)?.['watermark']);
    last = { key, watermark };
    return watermark;
  };
  return {
    /** The recipe as it is stored with its batch. */
    put(recipe: Recipe): Recipe | StoredRecipe {
      if (recipe.watermark === null) return recipe;
      const watermark = JSON.stringify(recipe.watermark);
      const stored = hash('sha256', watermark);
      insert.run(stored, watermark);
      return { ...recipe, watermark: { stored } };
    },
    /** The same recipe as it was put, not parsed yet. */
    take(recipe: unknown): unknown {
      const key = hashIn(recipe);
      return key === null ? recipe : { ...Object(recipe), watermark: read(key) };
    },
    forgetUnused(): void {
      deleteUnused.run();
    },
  };
}
