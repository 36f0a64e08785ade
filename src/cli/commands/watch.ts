import {
  createFolderWatcher,
  createWatchedFolders,
  type Engine,
  folderProblem,
  watchedRecipe,
} from '../../engine/index.ts';
import { type OutputStreams, limitYoungGeneration } from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import type { WatchProblem, WatchState } from '../../shared/settings/watched-folders.ts';
import { followHolds } from '../../shared/task/follow-holds.ts';
import { isSettled } from '../../shared/task/status.ts';
import type { BatchId, TaskId } from '../../shared/task/task.ts';
import { watchingWords } from '../../shared/words/areas/watching.ts';
import { chooseRecipe, type Request } from '../args/choose-recipe.ts';
import { limitsOf } from '../args/limits.ts';
import type { WatchTyped } from '../args/watch-options.ts';
import { createJsonReporter } from '../report/json-reporter.ts';
import {
  createLineReporter,
  createQuietReporter,
  createVerboseReporter,
} from '../report/line-reporter.ts';
import type { Voice } from '../report/voice.ts';
import type { Reporter } from '../report/reporter.ts';
import { Totals } from '../report/summary.ts';
import { createHelpers, openEngine, usualConcurrency } from '../runs/open-engine.ts';
import { keepWatch } from '../runs/keep-watch.ts';
import { createLauncher } from '../runs/start-worker.ts';
import { listenForStop } from '../runs/stop-signals.ts';
import { openMemory, tellBug } from '../runs/work.ts';

export interface WatchTools {
  readonly voice: Voice;
  /** The file of the program's own entry. */
  readonly entry: string;
  readonly streams: Pick<OutputStreams, 'goOnUnread'> | null;
}

/** No bar: a run without an end has no part that is done. */
function reporterFor(
  { isJson, isQuiet, isVerbose }: WatchTyped['options'],
  voice: Voice,
): Reporter {
  if (isJson) return createJsonReporter(voice.say, voice.complain);
  if (isQuiet) return createQuietReporter(voice);
  return isVerbose ? createVerboseReporter(voice) : createLineReporter(voice);
}

const problemLine = (folder: string, problem: WatchProblem) =>
  watchingWords('terminal.problem', {
    folder: displayPath(folder),
    problem: watchingWords(`problem.${problem}`),
  });

/** The same where it ends there. */
function refusalLine(folder: string, problem: WatchProblem): string {
  if (problem !== 'away' && problem !== 'silent') return problemLine(folder, problem);
  const words = watchingWords(`refused.${problem}`);
  return watchingWords('terminal.problem', { folder: displayPath(folder), problem: words });
}

/** Tells how the watching goes: for people once when it changes, for programs each time. */
function tellStates({ isJson, isQuiet }: WatchTyped['options'], { say, complain }: Voice) {
  const last = new Map<string, string>();
  return (folder: string, state: WatchState) => {
    const what = state.kind === 'problem' ? state.problem : state.kind;
    if (what === 'starting' || last.get(folder) === what) return;
    last.set(folder, what);
    if (isJson) return say(JSON.stringify({ watch: folder, state: what }));
    if (state.kind === 'problem')
      return complain(`thumbline: ${problemLine(folder, state.problem)}`);
    if (isQuiet) return;
    const words = what === 'polled' ? 'terminal.polling' : 'terminal.watching';
    complain(watchingWords(words, { folder: displayPath(folder) }));
  };
}

const dayMs = 86_400_000;
/** What was made so long ago is not undone any more. */
const undoableMs = 30 * dayMs;

/** Reports what waits and what settles, and lets go of it: who watches for weeks must not keep it all. */
function followTasks(engine: Engine, reporter: Reporter, totals: Totals): void {
  const told = new Set<TaskId>();
  engine.subscribe(followHolds((hold) => hold && reporter.held(hold, false)));
  engine.subscribe((changes) => {
    for (const change of changes) {
      if (change.kind !== 'task' || !isSettled(change.task.status)) continue;
      const { task } = change;
      if (told.has(task.id)) continue;
      told.add(task.id);
      totals.add(task);
      reporter.settled(task);
    }
  });
  const forget = async () => {
    const taskIds = [...told];
    engine.clear();
    await engine.forgetHistory(Date.now() - undoableMs);
    for (const taskId of taskIds) told.delete(taskId);
  };
  setInterval(() => void forget().catch(() => undefined), 60_000).unref();
}

/** The first of them that cannot be watched, in plain words. */
async function firstProblem(
  { paths, recipe }: Request,
  { includesSubfolders }: WatchTyped['watch'],
): Promise<string | null> {
  for (const [at, path] of paths.entries()) {
    const beside = paths.slice(0, at).map((other) => ({ path: other, includesSubfolders }));
    const problem = await folderProblem({ path, includesSubfolders, recipe }, beside);
    if (problem !== null) return refusalLine(path, problem);
  }
  return null;
}

/** Answers with the exit code. Ends by a signal only, within some seconds. */
export async function watch(
  { options, watch: how }: WatchTyped,
  { voice, entry, streams }: WatchTools,
): Promise<number> {
  const refuse = (problem: string) => {
    voice.complain(`thumbline: ${problem}`);
    return 2;
  };
  const helpers = createHelpers(entry, createLauncher(entry));
  const stop = listenForStop();
  const chosen = await chooseRecipe(options, voice.cwd);
  if (!chosen.ok) return refuse(chosen.problem);
  const request = { ...chosen.value, recipe: watchedRecipe(chosen.value.recipe) };
  if (request.warning !== null) voice.complain(`thumbline: ${request.warning}`);
  const problem = await firstProblem(request, how);
  if (problem !== null) return refuse(problem);
  streams?.goOnUnread();
  limitYoungGeneration();
  const known = openMemory({ helpers, request, voice });
  const { complain } = voice;
  const isWanted = !options.isForgotten;
  const thread = helpers.historyThread;
  const kept = await keepWatch(known.memory, { isWanted, thread, complain });
  const engine = openEngine(helpers, {
    concurrency: options.jobs ?? usualConcurrency,
    memory: kept.memory,
    leavesLists: isWanted,
    history: kept.history,
    server: null,
    concurrencyAtServer: null,
    ...limitsOf(options.limits),
    onBug(error) {
      tellBug(error, voice);
      stop.stop('bug');
    },
  });
  const reporter = reporterFor(options, voice);
  const totals = new Totals(request.recipe.destination);
  followTasks(engine, reporter, totals);
  const tellState = tellStates(options, voice);
  const batches = new Set<BatchId>();
  const folders = createWatchedFolders({
    watcher: createFolderWatcher(helpers.watchProgram),
    engine,
    onState: tellState,
    onSeen: () => undefined,
    onRefused: (error) => tellBug(error, voice),
    onBatch(_, { batchId }) {
      batches.add(batchId);
      void engine.settled(batchId).then(() => batches.delete(batchId));
    },
  });
  const { recipe } = request;
  folders.set(request.paths.map((path) => ({ id: path, path, recipe, seenUntil: null, ...how })));
  await untilStopped(stop.signal);
  folders.close();
  engine.cancel('all');
  await Promise.all(Array.from(batches, (batchId) => engine.settled(batchId)));
  const summary = totals.summary();
  reporter.finished(summary, { isStopped: true, saved: [] });
  await engine.close();
  kept.end(summary.fileCount > 0);
  known.close();
  return stop.exitCode() ?? 0;
}

/** Longer than any program runs: something has to keep this one while it waits. */
const longMs = 2 ** 30;

async function untilStopped(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return;
  const kept = setInterval(() => undefined, longMs);
  await new Promise((resolve) => signal.addEventListener('abort', resolve, { once: true }));
  clearInterval(kept);
}
