import { createWriteStream } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import type { Engine } from '../../engine/engine.ts';
import { exportLines, type ExportFormat } from '../../engine/history-export/export-lines.ts';

export interface HistoryFile {
  /** A search in the words people type; empty for everything. */
  readonly text: string;
  readonly format: ExportFormat;
  readonly file: string;
}

/** Writes what the search finds, newest first, and answers how many tasks that were; null if the file cannot be written. */
export async function exportHistory(
  engine: Pick<Engine, 'searchHistory'>,
  { text, format, file }: HistoryFile,
): Promise<number | null> {
  let count = 0;
  const onTask = () => {
    count += 1;
  };
  const aside = `${file}.part`;
  try {
    await pipeline(exportLines(engine, { text, format, onTask }), createWriteStream(aside));
    await rename(aside, file);
    return count;
  } catch {
    await rm(aside, { force: true });
    return null;
  }
}
