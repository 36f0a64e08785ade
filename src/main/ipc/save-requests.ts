import type { Engine, SaveProblem } from '../../engine/index.ts';
import type { Target } from '../../engine/files/index.ts';
import { safeSegment } from '../../shared/paths/safe-segment.ts';
import { refuse } from '../../shared/ipc/answers.ts';
import { ok } from '../../shared/result.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { saveExtension, type SaveKind, type SaveProgress } from '../../shared/task/saving.ts';
import { desktopWords } from '../../shared/words/areas/desktop.ts';
import type { FileDialogs } from '../files/file-dialogs.ts';
import type { FileOpener } from '../files/file-opener.ts';
import type { HandlersFor } from './answer-request.ts';
import { busyLine, type SavingSlot } from './saving-slot.ts';

export interface SaveDependencies {
  readonly engine: Pick<Engine, 'saveResults'>;
  readonly dialogs: Pick<FileDialogs, 'chooseSaveFile'>;
  readonly opener: Pick<FileOpener, 'reveal'>;
  readonly slot: SavingSlot;
}

type Channels = 'results:save' | 'results:cancel-save' | 'results:reveal-saved';

/** The dialog has asked before a file is replaced, but only about the name that was typed. */
function targetOf(kind: SaveKind, chosen: string): Target {
  const extension = saveExtension[kind];
  const hasIt = chosen.toLowerCase().endsWith(extension);
  return { path: hasIt ? chosen : chosen + extension, replaces: hasIt };
}

function problemLine(problem: Exclude<SaveProblem, 'cancelled'>): string {
  return problem === 'nothing-there' ? desktopWords('save.nothing') : failureLine(problem);
}

/** Takes results along in one file, one at a time. The page knows a saved file by its number, never by a path of its own. */
export function saveRequests({
  engine,
  dialogs,
  opener,
  slot,
}: SaveDependencies): HandlersFor<Channels> {
  const saved: string[] = [];

  return {
    'results:save': ({ kind, source, name }) => {
      const saving = slot.use(async ({ signal, tell }) => {
        const chosen = await dialogs.chooseSaveFile(kind, safeSegment(name));
        if (chosen === null) return ok(null);
        const target = targetOf(kind, chosen);
        const onProgress = (progress: SaveProgress) => tell(target.path, progress);
        const report = await engine.saveResults({ kind, source, target, onProgress, signal });
        if (report.ok) return ok({ ...report.value, number: saved.push(report.value.path) - 1 });
        if (report.problem === 'cancelled') return ok(null);
        return refuse('not-possible', problemLine(report.problem));
      });
      return saving ?? refuse('not-possible', busyLine());
    },
    'results:cancel-save': () => ok(slot.cancel()),
    'results:reveal-saved': (number) => {
      const path = saved[number];
      return path === undefined
        ? refuse('not-found', desktopWords('fileNotAnyMore'))
        : opener.reveal(path);
    },
  };
}
