import { basename } from 'node:path';
import type { Engine, SaveProblem } from '../../engine/index.ts';
import { onDisk } from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { leftBehindWords } from '../../shared/task/saving.ts';
import type { ConflictPolicy } from '../../shared/task/recipe.ts';
import type { BatchId } from '../../shared/task/task.ts';
import { runsWords } from '../../shared/words/areas/runs.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import type { WantedFile } from '../args/choose-savings.ts';
import type { Voice } from '../report/voice.ts';
import type { Reporter, SavedFile } from '../report/reporter.ts';
import { shortPath } from '../report/task-lines.ts';

export interface SavedFiles {
  readonly files: readonly SavedFile[];
  readonly failedCount: number;
}

interface Saving {
  readonly wanted: readonly WantedFile[];
  /** Null when there is no batch: nothing that was named could be taken. */
  readonly batchId: BatchId | null;
  readonly conflict: ConflictPolicy;
  readonly reporter: Reporter;
  readonly voice: Voice;
  readonly signal: AbortSignal;
}

function problemLine(problem: SaveProblem, path: string): string {
  if (typeof problem === 'string') return runsWords(`save.${problem}`, { path });
  return runsWords('save.failed', { path, problem: failureLine(problem) });
}

/** Writes what was asked for from what the run made. An older file of that name is treated as the results are. */
export async function saveFiles(engine: Engine, saving: Saving): Promise<SavedFiles> {
  const { wanted, batchId, conflict, reporter, voice, signal } = saving;
  const files: SavedFile[] = [];
  let failedCount = 0;
  for (const { kind, path, temporaryPath } of wanted) {
    if (signal.aborted) break;
    const name = shortPath(path, voice.cwd);
    const isThere = (await onDisk('stat', path).catch(() => null)) !== null;
    if (isThere && conflict === 'skip') {
      voice.complain(runsWords('save.there', { path: name }));
      continue;
    }
    const doing = runsWords('save.saving', { name: displayPath(basename(path)) });
    const report =
      batchId === null
        ? ({ ok: false, problem: 'nothing-there' } as const)
        : await engine.saveResults({
            kind,
            source: { batchId },
            target: { path, temporaryPath, replaces: conflict === 'overwrite' },
            onProgress: ({ done, total }) => reporter.saving({ doing, done, total }),
            signal,
          });
    if (!report.ok) {
      // An empty run is not a failure, and was told already.
      if (report.problem !== 'nothing-there' && report.problem !== 'cancelled') failedCount += 1;
      voice.complain(problemLine(report.problem, name));
      continue;
    }
    const { value } = report;
    for (const { path: left, reason } of value.leftBehind) {
      const facts = {
        path: shortPath(left, voice.cwd),
        file: name,
        reason: leftBehindWords(reason),
      };
      voice.complain(runsWords('save.leftBehind', facts));
    }
    const line = runsWords(`save.${kind}`, {
      count: value.count,
      path: shortPath(value.path, voice.cwd),
      size: bytesWords(value.sizeBytes),
    });
    files.push({ kind, path: value.path, line });
  }
  return { files, failedCount };
}
