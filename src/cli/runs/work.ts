import {
  filesToStart,
  fullDiskLine,
  openFileLimit,
  limitYoungGeneration,
} from '../../engine/files/index.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { failure } from '../../shared/task/failure.ts';
import { runsWords } from '../../shared/words/areas/runs.ts';
import type { Request } from '../args/choose-recipe.ts';
import type { WantedFile } from '../args/choose-savings.ts';
import { limitsOf } from '../args/limits.ts';
import type { Options } from '../args/options.ts';
import { tellOfServer } from '../args/server.ts';
import type { Voice } from '../report/voice.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Earlier } from './go-on.ts';
import { keepRun } from './keep-run.ts';
import { type Helpers, openEngine, usualConcurrency } from './open-engine.ts';
import { isPicturePipe } from './picture-pipe.ts';
import { run as follow } from './run.ts';
import {
  dataFolder,
  forgettingMemory,
  noRunMemory,
  openRunMemory,
  type RunMemory,
} from './run-memory.ts';
import type { OwnRun } from './runs.ts';
import { saveFiles } from './save-files.ts';
import type { Stop } from './stop-signals.ts';
import type { StoredCommand } from './stored-command.ts';

export interface Work {
  readonly helpers: Helpers;
  readonly options: Options;
  readonly request: Request;
  /** What is written after the run. */
  readonly wanted: readonly WantedFile[];
  readonly reporter: Reporter;
  readonly voice: Voice;
  /** What was typed. */
  readonly command: StoredCommand;
  /** The run that goes on, where one was asked for. */
  readonly resumed: OwnRun | null;
}

/** A bug, in one line. */
export function tellBug(error: unknown, { complain }: Pick<Voice, 'complain'>): void {
  const full = fullDiskLine(error);
  if (full !== null) return complain(`thumbline: ${full}`);
  const words = error instanceof Error ? error.message : String(error);
  const details = words.replaceAll(/\s+/g, ' ');
  const problem = failureLine(failure('internal'));
  complain(`thumbline: ${runsWords('bug', { problem, details })}`);
}

/** What earlier runs left to remember. One line says so where it is counted on and cannot be kept. */
export function openMemory({
  helpers,
  request,
  voice,
}: Pick<Work, 'helpers' | 'request' | 'voice'>): RunMemory {
  const isCountedOn = request.recipe.conflict === 'skip-unchanged';
  const tell = (line: string) => voice.complain(`thumbline: ${line}`);
  const opened = openRunMemory(helpers.historyThread, {
    onAnew: tell,
    onLost: () => {
      if (isCountedOn) tell(runsWords('memory.lost', { folder: dataFolder() }));
    },
  });
  if (opened === null && isCountedOn) {
    tell(runsWords('memory.none', { folder: dataFolder() }));
  }
  return opened ?? noRunMemory;
}

function tellEarlier(
  { settledCount }: Earlier,
  { options, resumed, voice }: Pick<Work, 'options' | 'resumed' | 'voice'>,
): void {
  if (options.isQuiet) return;
  const key = resumed === null ? 'goesOn.fresh' : 'goesOn';
  voice.complain(`thumbline: ${runsWords(key, { count: settledCount })}`);
}

/** Node takes 22, a worker 6 while it starts; with a history, a memory and their threads it is this many. */
const filesForAll = 48;

/** Pictures come first. */
function tellShortage({ complain }: Voice): void {
  complain(`thumbline: ${runsWords('fewFiles', { limit: openFileLimit() })}`);
}

function tellTooFew({ complain }: Voice): void {
  const limits = { limit: openFileLimit(), needed: filesToStart };
  complain(`thumbline: ${runsWords('tooFewFiles', limits)}`);
}

/** Answers with how many failed. */
export async function work(asked: Work, { signal, stop }: Stop): Promise<number> {
  const { helpers, options, request, wanted, reporter, voice, command, resumed } = asked;
  limitYoungGeneration();
  if (openFileLimit() < filesToStart) {
    tellTooFew(voice);
    return 1;
  }
  const isShort = openFileLimit() < filesForAll;
  if (isShort) tellShortage(voice);
  const { isForgotten } = options;
  const opened = isShort ? noRunMemory : openMemory(asked);
  const {
    memory,
    gatheredBy,
    close: closeMemory,
  } = isForgotten ? forgettingMemory(opened) : opened;
  const onBug = (error: unknown) => {
    tellBug(error, voice);
    stop('bug');
  };
  const run = await keepRun(
    {
      isWanted: !isPicturePipe(options) && !isShort,
      mayMakeNothing: request.recipe.conflict === 'skip-unchanged',
      command,
      isFresh: options.isFresh,
      resumed,
      thread: helpers.historyThread,
      memory,
    },
    voice.complain,
  );
  const { history, earlier } = run;
  if (earlier !== null) tellEarlier(earlier, asked);
  const { server, jobs, limits } = options;
  const where = { server, concurrencyAtServer: jobs, history: gatheredBy(history) };
  const concurrency = jobs ?? usualConcurrency;
  const engine = openEngine(helpers, {
    concurrency,
    memory,
    onBug,
    leavesLists: !isForgotten,
    ...where,
    ...limitsOf(limits),
  });
  if (server) await tellOfServer(engine, { server, work: request.recipe }, voice.complain);
  const { summary, batchId, isGivenUp } = await follow(engine, {
    request,
    reporter,
    earlier,
    stop: signal,
    givesUp: options.onFull === 'fail',
  });
  const { conflict } = request.recipe;
  const saving = { wanted, batchId, conflict, reporter, voice, signal };
  const saved = await saveFiles(engine, saving);
  reporter.finished(summary, { isStopped: signal.aborted, saved: saved.files });
  await engine.close();
  run.finish(summary.fileCount > 0 && !isForgotten);
  closeMemory();
  return summary.failed + saved.failedCount + (isGivenUp ? summary.cancelled : 0);
}
