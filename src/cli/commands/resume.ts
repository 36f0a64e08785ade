import { displayPath } from '../../shared/paths/display-path.ts';
import { earlierRunsWords } from '../../shared/words/areas/earlier-runs.ts';
import { programVersion } from '../args/common-options.ts';
import { chooseRecipe } from '../args/choose-recipe.ts';
import { chooseSavings } from '../args/choose-savings.ts';
import { type Options, parseArguments } from '../args/options.ts';
import type { ResumeOptions } from '../args/resume-options.ts';
import { chooseReporter } from '../report/choose-reporter.ts';
import type { Voice } from '../report/voice.ts';
import type { OutputStreams } from '../../engine/files/index.ts';
import { createHelpers } from '../runs/open-engine.ts';
import {
  isInterrupted,
  isOfNewer,
  listRuns,
  type Run,
  runsFolder,
  startWords,
  takeOver,
} from '../runs/runs.ts';
import { createLauncher } from '../runs/start-worker.ts';
import { listenForStop } from '../runs/stop-signals.ts';
import { commandOf, readCommand, type StoredCommand } from '../runs/stored-command.ts';
import { work } from '../runs/work.ts';

interface Interrupted {
  readonly run: Run;
  readonly command: StoredCommand;
}

/** Newest first. */
function interruptedRuns(): Interrupted[] {
  return listRuns(runsFolder()).flatMap((run) => {
    const command = run.hasCommand ? readCommand(run.commandPath) : null;
    return command && isInterrupted(run) ? [{ run, command }] : [];
  });
}

/** As it would be typed; words with anything but the plainest characters in quotes. */
function typedAgain({ words }: StoredCommand): string {
  const quoted = words.map((word) =>
    /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", String.raw`'\''`)}'`,
  );
  return displayPath(['thumbline', ...quoted].join(' '));
}

function list(found: readonly Interrupted[], isJson: boolean, { say }: Voice): void {
  for (const { run, command } of found) {
    const folder = displayPath(command.cwd);
    const facts = { run: run.id, folder, command: typedAgain(command) };
    if (isJson) say(JSON.stringify(facts));
    else say(earlierRunsWords('resume.run', { ...facts, start: startWords(run) }));
  }
  if (found.length === 0 && !isJson) say(earlierRunsWords('resume.none'));
}

export interface ResumeTools {
  readonly voice: Voice;
  /** The file of the program's own entry. */
  readonly entry: string;
  readonly streams: Pick<OutputStreams, 'goOnUnread'> | null;
}

function refuse({ voice }: ResumeTools, problem: string, code: number): number {
  voice.complain(`thumbline: ${problem}`);
  return code;
}

/** The options that the run was begun with; null where this version does not understand them any more. */
function optionsOf({ words }: StoredCommand): Options | null {
  const typed = parseArguments(words, programVersion);
  return typed.ok && typed.value.kind === 'run' ? typed.value.options : null;
}

async function goOn(
  { run, command }: Interrupted,
  asked: ResumeOptions,
  tools: ResumeTools,
): Promise<number> {
  const { voice, entry, streams } = tools;
  const typed = isOfNewer(run) ? null : optionsOf(command);
  const options = typed && {
    ...typed,
    isJson: typed.isJson || asked.isJson,
    isQuiet: typed.isQuiet || asked.isQuiet,
    isFresh: false,
  };
  if (options === null)
    return refuse(tools, earlierRunsWords('resume.otherVersion', { run: run.id }), 1);
  const helpers = createHelpers(entry, createLauncher(entry));
  const request = await chooseRecipe(options, command.cwd);
  if (!request.ok) return refuse(tools, request.problem, 1);
  const wanted = await chooseSavings(options, command.cwd);
  if (!wanted.ok) return refuse(tools, wanted.problem, 1);
  const again = { ...request.value, paths: command.paths };
  const resumed = takeOver(run);
  if (resumed === null)
    return refuse(tools, earlierRunsWords('resume.elsewhere', { run: run.id }), 1);
  const stop = listenForStop();
  streams?.goOnUnread();
  const failed = await work(
    {
      helpers,
      options,
      request: again,
      wanted: wanted.value,
      reporter: chooseReporter(options, voice),
      voice,
      command: commandOf({ ...command, request: again, wanted: wanted.value }),
      resumed,
    },
    stop,
  );
  return stop.exitCode() ?? (failed > 0 ? 1 : 0);
}

/** Answers with the exit code: that of the run, 0 when there is none, 2 when the one that was named is none. */
export async function resume(asked: ResumeOptions, tools: ResumeTools): Promise<number> {
  const { voice } = tools;
  const found = interruptedRuns();
  if (asked.isList) {
    list(found, asked.isJson, voice);
    return 0;
  }
  const named = asked.run === null ? found[0] : found.find(({ run }) => run.id === asked.run);
  if (named === undefined && asked.run !== null)
    return refuse(tools, earlierRunsWords('resume.unknown', { run: asked.run }), 2);
  if (named === undefined) {
    if (!asked.isQuiet) voice.complain(`thumbline: ${earlierRunsWords('resume.none')}`);
    return 0;
  }
  const code = await goOn(named, asked, tools);
  const others = found.length - 1;
  if (others > 0 && asked.run === null && !asked.isQuiet)
    voice.complain(`thumbline: ${earlierRunsWords('resume.more', { count: others })}`);
  return code;
}
