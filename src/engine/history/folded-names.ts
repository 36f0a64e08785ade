import type { DatabaseSync } from 'node:sqlite';
import { isAscii, searchFolded } from '../../shared/paths/safe-segment.ts';

/** Rows that one step goes through: a few milliseconds. */
const rowsOfStep = 500;

const isAsciiSql = (column: string) => `length(${column}) = length(CAST(${column} AS BLOB))`;

/**
 * An SQL expression for a text as searches compare it. LIKE itself ignores the case of ASCII. Calling `search_folded`
 * costs ten times as much as LIKE, so rows keep its answer where they have a column for it.
 */
export function foldedText(column: string, kept = 'NULL'): string {
  return `coalesce(${kept}, CASE WHEN ${isAsciiSql(column)} THEN ${column} ELSE search_folded(${column}) END)`;
}

/** What a row keeps of a text for searches; null when LIKE needs no help. */
export function keptFold(text: string): string | null {
  return isAscii(text) ? null : searchFolded(text);
}

/** Makes `search_folded` known to this connection. */
export function addFoldFunction(database: DatabaseSync): void {
  const options = { deterministic: true };
  database.function('search_folded', options, (text) => searchFolded(String(text)));
}

/**
 * Folds the names of the newest rows that an earlier version left without, and answers whether there are more. Searches
 * find all of them meanwhile, only slower.
 */
export function foldSomeNames(database: DatabaseSync): boolean {
  const row = database.prepare('SELECT unfolded_positions AS below FROM counters').get();
  const below = Number(row?.['below'] ?? 0);
  if (below <= 0) return false;
  database
    .prepare(
      `UPDATE tasks SET folded_name = search_folded(name), folded_path = search_folded(shown_path)
       WHERE position > ? AND position <= ? AND folded_path IS NULL AND NOT (${isAsciiSql('shown_path')})`,
    )
    .run(below - rowsOfStep, below);
  const rest = Math.max(0, below - rowsOfStep);
  database.prepare('UPDATE counters SET unfolded_positions = ?').run(rest);
  return rest > 0;
}
