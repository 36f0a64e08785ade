import {
  batchPages,
  type HistoryStore,
  lookAtHistory,
  openAsItIs,
  settleInterrupted,
  undoBatch,
} from '../../engine/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import type { Batch } from '../../shared/task/batch.ts';
import { outputsOf } from '../../shared/task/outputs-of.ts';
import {
  type RefusedUndo,
  type UndoProblem,
  undoProblemWords,
  type UndoReport,
  undoWords,
} from '../../shared/task/undo.ts';
import { earlierRunsWords } from '../../shared/words/areas/earlier-runs.ts';
import type { Voice } from '../report/voice.ts';
import { trash } from '../runs/open-engine.ts';
import { lookAtRunMemory } from '../runs/run-memory.ts';
import { endOnSignals } from '../runs/stop-signals.ts';
import {
  endRun,
  isInterrupted,
  isOfNewer,
  isRunning,
  listRuns,
  type Run,
  runsFolder,
  startWords,
  takeOver,
} from '../runs/runs.ts';
import { shortPath } from '../report/task-lines.ts';
import type { UndoOptions } from '../args/undo-options.ts';

interface OpenRun {
  readonly run: Run;
  /** The newest one: a run has no other, a watch has many. */
  readonly batch: Batch;
  readonly history: HistoryStore;
}

/** Null for one that has no batch yet or that is damaged. The history of one that is running is only looked at. */
function openRun(run: Run): OpenRun | null {
  try {
    const history = isRunning(run) ? lookAtHistory(run.path) : openAsItIs(run.path);
    const { batches } = history.search({ text: '', before: null, limit: 1 });
    const [batch] = batches;
    if (batch) return { run, batch, history };
    history.close();
    return null;
  } catch {
    return null;
  }
}

/** What is not undone of it, the newest first; its newest one where all is. */
function batchesOf({ history, batch }: OpenRun): Batch[] {
  const ids = history.undoableBatches().filter((id) => id !== batch.id);
  const others = ids.flatMap((id) => history.findBatch(id)?.batch ?? []);
  return batch.undoneAt === null || others.length === 0 ? [batch, ...others] : others;
}

/** A watch of which only something was undone is not. */
const isUndone = (opened: OpenRun) => batchesOf(opened).every(({ undoneAt }) => undoneAt !== null);

function fileCount(opened: OpenRun): number {
  let count = 0;
  for (const { id } of batchesOf(opened)) {
    for (const page of batchPages(opened.history, id)) {
      for (const { task } of page) count += outputsOf(task).length;
    }
  }
  return count;
}

function stateOf(run: Run): 'running' | 'interrupted' | 'over' {
  if (isRunning(run)) return 'running';
  return isInterrupted(run) ? 'interrupted' : 'over';
}

function tellRun(opened: OpenRun, isJson: boolean, { say }: Voice): void {
  const { run, batch } = opened;
  const count = fileCount(opened);
  const wasUndone = isUndone(opened);
  if (isJson) {
    const { title, recipe } = batch;
    const { createdAt } = batchesOf(opened).at(-1) ?? batch;
    const facts = { title: displayPath(title), recipe: recipe.name, outputCount: count };
    say(
      JSON.stringify({
        run: run.id,
        startedAt: new Date(createdAt).toISOString(),
        ...facts,
        isUndone: wasUndone,
      }),
    );
    return;
  }
  say(
    earlierRunsWords('undo.run', {
      run: run.id,
      start: startWords(run),
      title: displayPath(batch.title),
      count,
      state: wasUndone ? 'undone' : stateOf(run),
    }),
  );
}

const newerWords = ({ id }: Run) => earlierRunsWords('undo.newer', { run: id });

function list(runs: readonly Run[], isJson: boolean, voice: Voice): number {
  const newer = runs.filter(isOfNewer);
  for (const run of newer) voice.complain(`thumbline: ${newerWords(run)}`);
  const opened = runs.flatMap((run) => openRun(run) ?? []);
  for (const one of opened) {
    tellRun(one, isJson, voice);
    one.history.close();
  }
  if (opened.length + newer.length === 0 && !isJson) voice.say(earlierRunsWords('undo.none'));
  return 0;
}

function reportRecord(
  { run }: OpenRun,
  { trashedCount, restoredCount }: UndoReport,
  refused: readonly RefusedUndo[],
) {
  const stayed = refused.map(({ path, reason }) => ({ path, reason, message: undoWords(reason) }));
  return { run: run.id, trashedCount, restoredCount, stayed };
}

function tellReport({ run }: OpenRun, report: UndoReport, voice: Voice): void {
  const { trashedCount: trashed, restoredCount: restored } = report;
  voice.say(earlierRunsWords('undo.done', { start: startWords(run), trashed, restored }));
}

async function undoOne(opened: OpenRun, isJson: boolean, voice: Voice): Promise<number> {
  const { run, history } = opened;
  const own = takeOver(run);
  if (own) await settleInterrupted(history);
  const refused: RefusedUndo[] = [];
  const onRefused = (one: RefusedUndo) => {
    if (isJson) refused.push(one);
    else voice.complain(`${shortPath(one.path, voice.cwd)}: ${undoWords(one.reason)}`);
  };
  const isOver = () => own !== null;
  const { memory, close } = lookAtRunMemory();
  const sum = { trashedCount: 0, restoredCount: 0, refusedCount: 0, refused };
  const undoAll = async (): Promise<UndoProblem | null> => {
    for (const batch of batchesOf(opened)) {
      const order = { history, trash, memory, batchId: batch.id, isOver, onRefused };
      const note = () => history.saveBatch({ ...batch, isWalking: false, undoneAt: Date.now() });
      const done = await undoBatch(order, note);
      if (!done.ok) return done.problem;
      // Of a watch also what made nothing is over with.
      if (done.value.refusedCount === 0) note();
      sum.trashedCount += done.value.trashedCount;
      sum.restoredCount += done.value.restoredCount;
      sum.refusedCount += done.value.refusedCount;
    }
    return null;
  };
  const problem = await undoAll().finally(close);
  if (problem !== null) {
    own?.lock.release();
    voice.complain(`thumbline: ${undoProblemWords(problem)}`);
    return 1;
  }
  // Nothing is left that could go on.
  if (own) endRun(own, true);
  if (isJson) voice.say(JSON.stringify(reportRecord(opened, sum, refused)));
  else tellReport(opened, sum, voice);
  return sum.refusedCount > 0 ? 1 : 0;
}

function close(opened: OpenRun | null): void {
  opened?.history.close();
}

/** One plain line. */
interface Refused {
  readonly refusal: string;
}

/** Null for a run that is empty or damaged. One that works is not opened, nor is one of a newer version. */
function lookAt(run: Run): OpenRun | Refused | null {
  if (isRunning(run)) return { refusal: undoProblemWords('not-finished') };
  return isOfNewer(run) ? { refusal: newerWords(run) } : openRun(run);
}

/** What is meant when no run is named: the newest that works, or of which something is not undone yet. */
function lookAtNewest(runs: readonly Run[]): ReturnType<typeof lookAt> {
  for (const run of runs) {
    const found = lookAt(run);
    if (found !== null && ('refusal' in found || !isUndone(found))) return found;
    close(found);
  }
  return null;
}

/** Answers with the exit code: 0 all undone, 1 something stayed, 2 there is no such run. */
export async function undo(
  { run, isList, isJson }: UndoOptions,
  { voice, entry }: { readonly voice: Voice; readonly entry: string },
): Promise<number> {
  endOnSignals(entry);
  if (trash === null) {
    voice.complain(`thumbline: ${undoProblemWords('no-trash')}`);
    return 1;
  }
  const runs = listRuns(runsFolder());
  if (isList) return list(runs, isJson, voice);
  const named = runs.find(({ id }) => id === run);
  if (run !== null && !named) {
    voice.complain(`thumbline: ${earlierRunsWords('undo.unknown', { run })}`);
    return 2;
  }
  const opened = named ? lookAt(named) : lookAtNewest(runs);
  if (opened === null || 'refusal' in opened) {
    voice.complain(`thumbline: ${opened?.refusal ?? earlierRunsWords('undo.none')}`);
    return 1;
  }
  return undoOne(opened, isJson, voice).finally(() => close(opened));
}
