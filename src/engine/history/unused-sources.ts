import { once } from 'node:events';
import { setImmediate as laterTurn } from 'node:timers/promises';
import type { DatabaseSync } from 'node:sqlite';
import { Worker } from 'node:worker_threads';
import type { ThreadOrder } from './checkpoints.ts';
import { pathOfBlob } from './database.ts';

/** Sources of one turn: about 5 ms. */
const sourcesOfTurn = 100;

/** Hands over the sources that no task tells of any more, some at a time; none at the end. */
export type UnusedSources = () => Promise<readonly Uint8Array[]>;

/** Reads both whole tables: seconds for a million tasks. */
export function findUnusedSources(database: DatabaseSync): () => readonly Uint8Array[] {
  const rows = database
    .prepare(
      `SELECT source_path FROM (SELECT source_path FROM results UNION SELECT source_path FROM written_files)
       WHERE source_path NOT IN (SELECT source_path FROM tasks)`,
    )
    .all();
  let at = 0;
  return () => {
    const some = rows.slice(at, (at += sourcesOfTurn)).map((row) => row['source_path']);
    return some.filter((path) => path instanceof Uint8Array);
  };
}

/** The same read in a thread, whose file `entry` is. It hands over what it is asked for, so that it floods nobody. */
export function unusedSourcesOfThread(path: string, entry: URL | string): UnusedSources {
  const order: ThreadOrder = { path, does: 'unused-sources' };
  const thread = new Worker(entry, { workerData: order });
  thread.unref();
  return async () => {
    thread.postMessage(null);
    const [some]: (readonly Uint8Array[])[] = await once(thread, 'message');
    if (some === undefined || some.length === 0) await thread.terminate();
    return some ?? [];
  };
}

/** Forgets what was made of them, in a transaction a turn; not of those that came back meanwhile. */
export async function forgetUnused(
  database: DatabaseSync,
  next: UnusedSources,
  {
    isUsed,
    write,
    quiet,
  }: {
    readonly isUsed: (sourcePath: string) => boolean;
    readonly write: (work: () => void) => void;
    readonly quiet: () => Promise<void>;
  },
): Promise<void> {
  const deletions = ['results', 'written_files'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE source_path = ?`),
  );
  for (;;) {
    const some = await next();
    await quiet();
    if (some.length === 0 || !database.isOpen) return;
    write(() => {
      for (const blob of some) {
        const path = pathOfBlob(blob);
        if (typeof path === 'string' && isUsed(path)) continue;
        for (const deletion of deletions) deletion.run(blob);
      }
    });
    await laterTurn();
  }
}
