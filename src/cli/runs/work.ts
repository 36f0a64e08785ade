import {
  filesToStart,
  fullDiskLine,
  openFileLimit,
  limitYoungGeneration,
} from '../../engine/files/index.ts';
import { failureLine } from '../../shared/task/failure-words.ts';
import { failure } from '../../shared/task/failure.ts';
import { plural } from '../../shared/words/numbers.ts';
import type { Request } from '../args/choose-recipe.ts';
import type { WantedFile } from '../args/choose-savings.ts';
import { limitsOf } from '../args/limits.ts';
import type { Options } from '../args/options.ts';
import { tellOfServer } from '../args/server.ts';
import type { Voice } from '../report/line-reporter.ts';
import type { Reporter } from '../report/reporter.ts';
import type { Earlier } from './go-on.ts';
import { keepRun } from './keep-run.ts';
import { type Helpers, openEngine, usualConcurrency } from './open-engine.ts';
import { isPicturePipe } from './picture-pipe.ts';
import { run as follow } from './run.ts';
import { dataFolder, noRunMemory, openRunMemory, type RunMemory } from './run-memory.ts';
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
  complain(`thumbline: ${failureLine(failure('internal'))} (${words.replaceAll(/\s+/g, ' ')})`);
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
      if (isCountedOn)
        tell(`${dataFolder()} cannot be written, so the next run may know less of what was made.`);
    },
  });
  if (opened === null && isCountedOn) {
    tell(
      `${dataFolder()} cannot be written, so only the lists beside results tell what is unchanged.`,
    );
  }
  return opened ?? noRunMemory;
}

function tellEarlier(
  { settledCount }: Earlier,
  { options, resumed, voice }: Pick<Work, 'options' | 'resumed' | 'voice'>,
): void {
  if (options.isQuiet) return;
  const done = `${plural(settledCount, 'picture is', 'pictures are')} done`;
  const other = resumed === null ? ' --fresh starts anew.' : '';
  voice.complain(`thumbline: This was interrupted and goes on: ${done} already.${other}`);
}

/** Node takes 22, a worker 6 while it starts; with a history, a memory and their threads it is this many. */
const filesForAll = 48;

/** Pictures come first. */
function tellShortage({ complain }: Voice): void {
  const limit = openFileLimit();
  complain(
    `thumbline: Only ${limit} files may be open at once (ulimit -n), so this run can neither go on after an interruption nor be undone.`,
  );
}

function tellTooFew({ complain }: Voice): void {
  complain(
    `thumbline: Only ${openFileLimit()} files may be open at once. Thumbline needs ${filesToStart}: type ulimit -n 1024, then start it again.`,
  );
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
  const { memory, close: closeMemory } = isShort ? noRunMemory : openMemory(asked);
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
    },
    voice.complain,
  );
  const { history, earlier } = run;
  if (earlier !== null) tellEarlier(earlier, asked);
  const { server, jobs, limits } = options;
  const where = { server, concurrencyAtServer: jobs, history };
  const concurrency = jobs ?? usualConcurrency;
  const engine = openEngine(helpers, { concurrency, memory, onBug, ...where, ...limitsOf(limits) });
  if (server) await tellOfServer(engine, server, voice.complain);
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
  run.finish(summary.fileCount > 0);
  closeMemory();
  return summary.failed + saved.failedCount + (isGivenUp ? summary.cancelled : 0);
}
