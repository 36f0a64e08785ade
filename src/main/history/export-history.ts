import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { setImmediate } from 'node:timers/promises';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../../engine/engine.ts';
import type { Task } from '../../shared/task/task.ts';
import { csvLine } from './csv.ts';
import { type HistoryRow, historyRow } from './history-row.ts';

export interface HistoryExport {
  /** A search in the words people type; empty for everything. */
  readonly text: string;
  readonly format: 'csv' | 'json';
  readonly file: string;
}

const pageSize = 500;

const header = [
  'source',
  'status',
  'message',
  'queued at',
  'finished at',
  'duration ms',
  'attempts',
  'outputs',
];

const toCsv = (row: HistoryRow) =>
  csvLine([
    row.source,
    row.status,
    row.message,
    row.queuedAt,
    row.finishedAt,
    row.durationMs,
    row.attempts,
    row.outputs.join('\n'),
  ]);

async function* tasksFound(engine: Pick<Engine, 'searchHistory'>, text: string) {
  let before: number | null = null;
  for (;;) {
    const { tasks }: { tasks: readonly Task[] } = engine.searchHistory({
      text,
      before,
      limit: pageSize,
    });
    yield* tasks;
    const last = tasks.at(-1);
    if (last === undefined || tasks.length < pageSize || last.position === 0) return;
    before = last.position;
    // Searching is synchronous; the window's requests get their turn between pages.
    await setImmediate();
  }
}

/** Writes what the search finds, newest first, and answers how many tasks that were; null if the file cannot be written. */
export async function exportHistory(
  engine: Pick<Engine, 'searchHistory'>,
  { text, format, file }: HistoryExport,
): Promise<number | null> {
  let count = 0;
  async function* lines() {
    yield format === 'csv' ? csvLine(header) : '[';
    for await (const task of tasksFound(engine, text)) {
      const row = historyRow(task);
      yield format === 'csv' ? toCsv(row) : `${count === 0 ? '\n' : ',\n'}${JSON.stringify(row)}`;
      count += 1;
    }
    if (format === 'json') yield '\n]\n';
  }
  const aside = `${file}.part`;
  try {
    await pipeline(lines, createWriteStream(aside));
    await rename(aside, file);
    return count;
  } catch {
    await rm(aside, { force: true });
    return null;
  }
}
