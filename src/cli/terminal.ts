import { tmpdir } from 'node:os';
import { resolve } from 'node:path';
import {
  currentFolder,
  followOutputStreams,
  isDamaged,
  seemsThere,
  typedWords,
  unwritable,
} from '../engine/files/index.ts';
import type { WorkerLauncher } from '../engine/index.ts';
import { displayPath } from '../shared/paths/display-path.ts';
import { ok, type Result } from '../shared/result.ts';
import { failureLine } from '../shared/task/failure-words.ts';
import { runsWords } from '../shared/words/areas/runs.ts';
import { typingWords } from '../shared/words/areas/typing.ts';
import { chooseRecipe, type Request } from './args/choose-recipe.ts';
import { chooseReporter } from './report/choose-reporter.ts';
import { chooseSavings } from './args/choose-savings.ts';
import { askedForColour, createPaint, wantsColour } from './report/colours.ts';
import { isOwnCommand, runCommand, withoutHelpWord } from './commands/commands.ts';
import { programVersion } from './args/common-options.ts';
import { limitsOf } from './args/limits.ts';
import { createHelpers, type Helpers, usualConcurrency } from './runs/open-engine.ts';
import { type Options, parseArguments } from './args/options.ts';
import type { Voice } from './report/voice.ts';
import { lateCommand, mistypedCommand } from './commands/mistyped-command.ts';
import { listedNames } from './args/name-list.ts';
import {
  createPipeReporter,
  isPicturePipe,
  openPipeFolder,
  type PipeFolder,
  pipeProblem,
  pipeRecipe,
  receivePicture,
  sendPicture,
} from './runs/picture-pipe.ts';
import { hasRunMemory, noRunMemory } from './runs/run-memory.ts';
import { commandOf } from './runs/stored-command.ts';
import { openMemory, tellBug, type Work, work } from './runs/work.ts';
import { asksForService, runService } from './runs/service-program.ts';
import { listenForStop } from './runs/stop-signals.ts';

const words = withoutHelpWord(typedWords(process.argv.slice(2)));
const isForService = asksForService(words);
/** The service follows them itself. */
const streams = isForService
  ? null
  : followOutputStreams((problem) =>
      words.includes('--json') ? JSON.stringify({ problem }) : `thumbline: ${problem}`,
    );
const isColoured = wantsColour(askedForColour(words), {
  isTerminal: process.stderr.isTTY,
  env: process.env,
});
const voice: Voice = {
  say: (line) => void process.stdout.write(`${line}\n`),
  print: (text) => void process.stdout.write(text),
  complain: (line) => void process.stderr.write(`${line}\n`),
  paint: createPaint(isColoured),
  cwd: currentFolder(),
};

function wrongUsage(problem: string): number {
  voice.complain(`thumbline: ${problem}`);
  return 2;
}

function tellWarning({ warning }: Request): void {
  if (warning !== null) voice.complain(`thumbline: ${warning}`);
}

/** A plan only looks: where there is no memory yet, it begins none unless it is counted on. Answers with how many would fail. */
async function planPictures(
  { helpers, options, request }: Pick<Work, 'helpers' | 'options' | 'request'>,
  stop: AbortSignal,
): Promise<number> {
  const isCountedOn = request.recipe.conflict === 'skip-unchanged';
  const { memory, close } =
    isCountedOn || hasRunMemory() ? openMemory({ helpers, request, voice }) : noRunMemory;
  const concurrency = options.jobs ?? usualConcurrency;
  const { plan } = await import('./commands/plan.ts');
  const planned = await plan({ request, options, voice, concurrency, memory, helpers, stop });
  close();
  return planned.failed;
}

/** The request for one picture through standard output, and what is kept of it in the meantime. */
async function preparePipe(options: Options, folder: PipeFolder): Promise<Result<Request, string>> {
  const paths = options.paths.map((path) => (path === '-' ? folder.source : path));
  const request = await chooseRecipe(
    { ...options, paths, out: null, takesResults: true },
    voice.cwd,
  );
  if (!request.ok) return request;
  const recipe = pipeRecipe(request.value.recipe, folder.results);
  return recipe.ok ? ok({ ...request.value, recipe: recipe.value }) : recipe;
}

async function pipePicture(options: Options, helpers: Helpers): Promise<number> {
  const problem = await pipeProblem(options, voice.cwd);
  if (problem !== null) return wrongUsage(problem);
  const folder = await openPipeFolder();
  if (folder === null) {
    voice.complain(`thumbline: ${failureLine(unwritable(tmpdir()))}`);
    return 1;
  }
  const stop = listenForStop();
  try {
    const request = await preparePipe(options, folder);
    if (!request.ok) return wrongUsage(request.problem);
    tellWarning(request.value);
    const name = options.paths.includes('-') ? typingWords('standardInput') : null;
    if (name !== null) {
      const { maxFileBytes } = limitsOf(options.limits).readLimits;
      const received = await receivePicture(folder, maxFileBytes, stop.signal);
      if (!received.ok) {
        voice.complain(`${name}: ${received.problem}`);
        return stop.exitCode() ?? 1;
      }
    }
    const { reporter, made } = createPipeReporter(voice, name);
    const { isForgotten } = options;
    const typed = { words, cwd: voice.cwd, request: request.value, wanted: [], isForgotten };
    const nothingElse = { wanted: [], voice, command: commandOf(typed), resumed: null };
    await work({ helpers, options, request: request.value, reporter, ...nothingElse }, stop);
    const output = made();
    const isSent = output !== null && !stop.signal.aborted && (await sendPicture(output.path));
    return stop.exitCode() ?? (isSent ? 0 : 1);
  } finally {
    await folder.close();
  }
}

async function makePictures(typedOptions: Options, helpers: Helpers): Promise<number> {
  const listed = await listedNames(typedOptions, voice.cwd, voice.complain);
  if (!listed.ok) return wrongUsage(listed.problem);
  const options = { ...typedOptions, listed: listed.value };
  const request = await chooseRecipe(options, voice.cwd);
  if (!request.ok) return wrongUsage(request.problem);
  tellWarning(request.value);
  const wanted = await chooseSavings(options, voice.cwd);
  if (!wanted.ok) return wrongUsage(wanted.problem);
  const stop = listenForStop();
  if (options.isDryRun) streams?.onReaderGone(() => stop.stop('reader'));
  else streams?.goOnUnread();
  const asked = { helpers, options, request: request.value, wanted: wanted.value };
  const { isForgotten } = options;
  const command = commandOf({ ...asked, words, cwd: voice.cwd, isForgotten });
  const reporter = chooseReporter(options, voice);
  const rest = { reporter, voice, command, resumed: null };
  const failed = await (options.isDryRun
    ? planPictures(asked, stop.signal)
    : work({ ...asked, ...rest }, stop));
  return stop.exitCode() ?? (failed > 0 ? 1 : 0);
}

async function main(entry: string, launcher: WorkerLauncher): Promise<number> {
  const mistyped = mistypedCommand(words, voice.cwd);
  if (mistyped !== null) return wrongUsage(mistyped);
  const damaged = words.find((word) => isDamaged(word) && !seemsThere(resolve(voice.cwd, word)));
  if (damaged !== undefined) {
    return wrongUsage(runsWords('damagedName', { name: displayPath(damaged) }));
  }
  const [command, ...typed] = words;
  if (isOwnCommand(command)) return runCommand[command](typed, { voice, entry, streams });
  const asked = parseArguments(words, programVersion);
  if (!asked.ok) return wrongUsage(asked.problem);
  if (asked.value.kind === 'text') {
    voice.print(asked.value.text);
    return 0;
  }
  const { options } = asked.value;
  const late = lateCommand(options.paths, voice.cwd);
  if (late !== null) return wrongUsage(late);
  const helpers = createHelpers(entry, launcher);
  return isPicturePipe(options) ? pipePicture(options, helpers) : makePictures(options, helpers);
}

/** Does what was typed and sets the exit code. `entry` is the file of the program's own entry. */
export async function runTerminal(entry: string, launcher: WorkerLauncher): Promise<void> {
  if (isForService) {
    process.argv.splice(2, Infinity, ...words);
    if (!(await runService(entry))) process.exitCode = wrongUsage(runsWords('noService'));
    return;
  }
  const code = await main(entry, launcher).catch((error: unknown) => {
    tellBug(error, voice);
    return 1;
  });
  process.exitCode = code;
}
