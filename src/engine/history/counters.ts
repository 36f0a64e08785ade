import type { DatabaseSync } from 'node:sqlite';

export interface Counters {
  lastNumber(): number;
  lastPosition(): number;
  /** Lower ones than those stored change nothing. */
  raise(number: number, position: number): void;
}

/** The highest number and position ever given, kept apart from the rows because those can be forgotten. */
export function createCounters(database: DatabaseSync): Counters {
  const select = database.prepare('SELECT last_number, last_position FROM counters');
  const update = database.prepare(`
    UPDATE counters SET last_number = max(last_number, ?), last_position = max(last_position, ?)`);
  return {
    lastNumber: () => Number(select.get()?.['last_number']),
    lastPosition: () => Number(select.get()?.['last_position']),
    raise(number, position) {
      update.run(number, position);
    },
  };
}
