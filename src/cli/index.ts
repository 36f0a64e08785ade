// The terminal's entry. Exit codes: 0 all succeeded or skipped, 1 some failed, 2 wrong usage, 130 stopped.
import manifest from '../../package.json' with { type: 'json' };
import { failureLine } from '../shared/task/failure-words.ts';
import { failure } from '../shared/task/failure.ts';
import { chooseRecipe, type Request } from './choose-recipe.ts';
import { chooseReporter } from './choose-reporter.ts';
import { chooseSavings, type WantedFile } from './choose-savings.ts';
import { formatsCommand, formatsText } from './formats.ts';
import { limitsOf } from './limits.ts';
import { keepRun } from './keep-run.ts';
import { openEngine, trash, usualConcurrency } from './open-engine.ts';
import { type Options, parseArguments } from './options.ts';
import { plan } from './plan.ts';
import { presets, presetsName } from './presets.ts';
import { dataFolder, noRunMemory, openRunMemory, type RunMemory } from './run-memory.ts';
import { run as follow } from './run.ts';
import { saveFiles } from './save-files.ts';
import { tellOfServer } from './server.ts';
import { asksForService, runService } from './service-program.ts';
import { listenForStop, type Stop } from './stop-signals.ts';
import { parseUndo, undoName } from './undo-options.ts';

const voice = {
  say: (line: string) => void process.stdout.write(`${line}\n`),
  complain: (line: string) => void process.stderr.write(`${line}\n`),
  cwd: process.cwd(),
};

function wrongUsage(problem: string): number {
  voice.complain(`thumbline: ${problem}`);
  return 2;
}

function tellBug(error: unknown): void {
  const words = error instanceof Error ? error.message : String(error);
  voice.complain(
    `thumbline: ${failureLine(failure('internal'))} (${words.replaceAll(/\s+/g, ' ')})`,
  );
}

interface Work {
  readonly options: Options;
  readonly request: Request;
  /** What is written after the run. */
  readonly wanted: readonly WantedFile[];
}

/** A plan only looks, so it needs none unless results are to be known again. */
function chooseMemory({ recipe }: Request, { isDryRun }: Options): RunMemory {
  const isCountedOn = recipe.conflict === 'skip-unchanged';
  if (isDryRun && !isCountedOn) return noRunMemory;
  const opened = openRunMemory();
  if (opened === null && isCountedOn) {
    voice.complain(`thumbline: ${dataFolder()} cannot be written, so everything is made.`);
  }
  return opened ?? noRunMemory;
}

/** Answers with how many failed. */
async function work({ options, request, wanted }: Work, { signal, stop }: Stop): Promise<number> {
  const concurrency = options.jobs ?? usualConcurrency;
  const { memory, close: closeMemory } = chooseMemory(request, options);
  if (options.isDryRun) {
    const planned = await plan({ request, options, voice, concurrency, memory, stop: signal });
    closeMemory();
    return planned.failed;
  }
  const onBug = (error: unknown) => {
    tellBug(error);
    stop('bug');
  };
  const run = keepRun(trash !== null, voice.complain);
  const { history } = run;
  const { server, jobs: concurrencyAtServer, limits } = options;
  const where = { server, concurrencyAtServer, history };
  const engine = openEngine({ concurrency, memory, onBug, ...where, ...limitsOf(limits) });
  if (server) await tellOfServer(engine, server, voice.complain);
  const reporter = chooseReporter(options, voice);
  const { summary, batchId } = await follow(engine, { request, reporter, stop: signal });
  const { conflict } = request.recipe;
  const saving = { wanted, batchId, conflict, reporter, voice, signal };
  const saved = await saveFiles(engine, saving);
  reporter.finished(summary, { isStopped: signal.aborted, saved: saved.files });
  await engine.close();
  run.finish(summary.fileCount > 0);
  closeMemory();
  return summary.failed + saved.failedCount;
}

async function undoWords(words: readonly string[]): Promise<number> {
  const asked = parseUndo(words);
  if (!asked.ok) return wrongUsage(asked.problem);
  if (typeof asked.value === 'string') {
    process.stdout.write(asked.value);
    return 0;
  }
  const { undo } = await import('./undo.ts');
  return undo(asked.value, voice);
}

async function main(): Promise<number> {
  const words = process.argv.slice(2);
  if (words.length === 1 && words[0] === formatsCommand) {
    process.stdout.write(formatsText());
    return 0;
  }
  if (words[0] === presetsName) return presets(words.slice(1), voice);
  if (words[0] === undoName) return undoWords(words.slice(1));
  const typed = parseArguments(words, manifest.version);
  if (!typed.ok) return wrongUsage(typed.problem);
  if (typed.value.kind === 'text') {
    process.stdout.write(typed.value.text);
    return 0;
  }
  const { options } = typed.value;
  const request = await chooseRecipe(options, voice.cwd);
  if (!request.ok) return wrongUsage(request.problem);
  if (request.value.warning !== null) voice.complain(`thumbline: ${request.value.warning}`);
  const wanted = await chooseSavings(options, voice.cwd);
  if (!wanted.ok) return wrongUsage(wanted.problem);
  const stop = listenForStop();
  const failed = await work({ options, request: request.value, wanted: wanted.value }, stop);
  const reason = stop.reason();
  if (reason === 'person') return 130;
  if (reason === 'reader') return 0;
  return failed > 0 || reason === 'bug' ? 1 : 0;
}

if (asksForService(process.argv.slice(2))) {
  if (!(await runService())) process.exitCode = wrongUsage('This copy carries no service.');
} else {
  process.exitCode = await main().catch((error: unknown) => {
    tellBug(error);
    return 1;
  });
}
