import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { type Engine, type ExportFormat, exportLines } from '../../engine/index.ts';
import { errorCode, toNative, writeAtomically } from '../../engine/files/index.ts';

export interface HistoryFile {
  /** A search in the words people type; empty for everything. */
  readonly text: string;
  readonly format: ExportFormat;
  readonly file: string;
}

/**
 * Writes what the search finds, newest first, as a whole or not at all, and answers how many tasks that were; null if
 * the file cannot be written.
 */
export async function exportHistory(
  engine: Pick<Engine, 'searchHistory'>,
  { text, format, file }: HistoryFile,
): Promise<number | null> {
  let count = 0;
  const onTask = () => {
    count += 1;
  };
  try {
    await writeAtomically({ path: file, replaces: true }, async (temporaryPath) => {
      // Opened first: a stream that opens the path itself may create it after a failed pipeline was cleaned up.
      const temporary = await open(toNative(temporaryPath), 'wx');
      await pipeline(
        exportLines(engine, { text, format, onTask }),
        temporary.createWriteStream({ flush: true }),
      );
    });
    return count;
  } catch (error) {
    // What the system did not say is a bug.
    if (errorCode(error) === '') throw error;
    return null;
  }
}
