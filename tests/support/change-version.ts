import { DatabaseSync } from 'node:sqlite';

/** As if another version of Thumbline had made that database. Answers which one it was. */
export function changeVersion(path: string, version: number): number {
  const database = new DatabaseSync(path);
  const before = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
  database.exec(`PRAGMA user_version = ${version}`);
  database.close();
  return before;
}
