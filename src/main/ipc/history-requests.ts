import { createNewFile, errorCode, writeAtomically } from '../../engine/files/index.ts';
import {
  type Engine,
  type ExportFormat,
  exportLines,
  searchHint,
  throttle,
} from '../../engine/index.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { ClearingNews } from '../../shared/task/history.ts';
import type { SaveProgress } from '../../shared/task/saving.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { Announce } from '../announcing/announcer.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { Recent } from '../files/recent-paths.ts';
import type { HandlersFor } from './answer-request.ts';
import { busyLine, type SavingSlot } from './saving-slot.ts';

interface HistoryFile {
  /** A search in the words people type; empty for everything. */
  readonly text: string;
  readonly format: ExportFormat;
  readonly file: string;
  readonly signal?: AbortSignal;
  readonly onProgress?: (progress: SaveProgress) => void;
}

type ExportProblem = 'cancelled' | 'not-writable';

/** Writes what the search finds, newest first, as a whole or not at all, and answers how many tasks that were. */
export async function exportHistory(
  engine: Pick<Engine, 'searchHistory'>,
  { text, format, file, signal, onProgress = () => undefined }: HistoryFile,
): Promise<Result<number, ExportProblem>> {
  let count = 0;
  const tell = throttle(onProgress);
  try {
    const { total } = await engine.searchHistory({ text, before: null, limit: 1 });
    const onTask = () => {
      count += 1;
      // What comes in meanwhile is newer than what was counted.
      tell({ done: count, total: Math.max(count, total ?? 0) });
    };
    await writeAtomically({ path: file, replaces: true }, async (temporaryPath) => {
      const temporary = await createNewFile(temporaryPath);
      try {
        for await (const line of exportLines(engine, { text, format, onTask })) {
          signal?.throwIfAborted();
          await temporary.write(line);
        }
        await temporary.finish();
        signal?.throwIfAborted();
      } finally {
        await temporary.close();
      }
    });
    return ok(count);
  } catch (error) {
    if (signal?.aborted) return notOk('cancelled');
    // What the system did not say is a bug.
    if (errorCode(error) === '') throw error;
    return notOk('not-writable');
  }
}

const dayMs = 86_400_000;

type Channels = 'history:search' | 'history:export' | 'history:clear' | 'history:cancel-clear';

interface HistoryDependencies {
  readonly engine: Pick<Engine, 'searchHistory' | 'forgetHistory'>;
  readonly dialogs: Pick<FileDialogs, 'chooseExportFile'>;
  readonly slot: SavingSlot;
  readonly announce: Announce;
  /** Tells nothing of what was forgotten: it knows no times, so it is forgotten with everything. */
  readonly recent: Pick<Recent, 'clear'>;
}

export function historyRequests({
  engine,
  dialogs,
  slot,
  announce,
  recent,
}: HistoryDependencies): HandlersFor<Channels> {
  let clearing: AbortController | null = null;

  return {
    'history:search': async (query) => ok(await engine.searchHistory(query)),
    'history:clear': async ({ olderThanDays }) => {
      if (clearing) {
        return refuse('not-possible', desktopWords('historyBeingClearedWaitUntil'));
      }
      clearing = new AbortController();
      const { signal } = clearing;
      const onProgress = throttle((news: ClearingNews) => announce('history:clearing', news));
      try {
        const before = Date.now() - olderThanDays * dayMs;
        const count = await engine.forgetHistory(before, { signal, onProgress });
        if (olderThanDays === 0 && !signal.aborted) recent.clear();
        return ok(count);
      } finally {
        clearing = null;
        announce('history:clearing', null);
      }
    },
    'history:cancel-clear': () => ok(clearing?.abort()),
    'history:export': ({ text, format }) => {
      const hint = searchHint(text);
      if (hint !== null)
        return refuse('not-understood', desktopWords('nothingExportedHint', { hint }));
      const saving = slot.use(async ({ signal, tell }) => {
        const file = await dialogs.chooseExportFile(format);
        if (file === null) return ok(null);
        const onProgress = (progress: SaveProgress) => tell(file, progress);
        const done = await exportHistory(engine, { text, format, file, signal, onProgress });
        if (done.ok) return done;
        return done.problem === 'cancelled'
          ? ok(null)
          : refuse('not-possible', desktopWords('fileCannotWrittenChooseAnother'));
      });
      return saving ?? refuse('not-possible', busyLine());
    },
  };
}
