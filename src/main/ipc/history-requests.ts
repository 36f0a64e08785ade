import { open } from 'node:fs/promises';
import { pipeline } from 'node:stream/promises';
import { errorCode, toNative, writeAtomically } from '../../engine/files/index.ts';
import { type Engine, type ExportFormat, exportLines, searchHint } from '../../engine/index.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { HandlersFor } from './answer-request.ts';

interface HistoryFile {
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

const dayMs = 86_400_000;

type Channels = 'history:search' | 'history:export' | 'history:clear';

export function historyRequests(engine: Engine, dialogs: FileDialogs): HandlersFor<Channels> {
  return {
    'history:search': async (query) => ok(await engine.searchHistory(query)),
    'history:clear': async ({ olderThanDays }) =>
      ok(await engine.forgetHistory(Date.now() - olderThanDays * dayMs)),
    'history:export': async ({ text, format }) => {
      const hint = searchHint(text);
      if (hint !== null) return refuse('not-understood', `Nothing was exported. ${hint}`);
      const file = await dialogs.chooseExportFile(format);
      if (file === null) return ok(null);
      const count = await exportHistory(engine, { text, format, file });
      return count === null
        ? refuse('not-possible', 'The file cannot be written there. Choose another folder.')
        : ok(count);
    },
  };
}
