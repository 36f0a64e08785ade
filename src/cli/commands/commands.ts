import { Argument, Command } from 'commander';
import { ok, type Result } from '../../shared/result.ts';
import { terminalCommandsWords } from '../../shared/words/areas/terminal-commands.ts';
import { programVersion, readCommand, withCommonOptions } from '../args/common-options.ts';
import {
  commandNames,
  commandSummary,
  isCommandName,
  type CommandName,
} from '../args/command-names.ts';
import { shells, type Shell } from './completion/shells.ts';
import { wordsOf } from './completion/command-words.ts';
import { formatsCommandLine, formatsText } from './formats.ts';
import type { Voice } from '../report/voice.ts';
import { commandLine } from '../args/options.ts';
import { doctor, doctorCommandLine } from './doctor.ts';
import { presets, presetsCommandLine } from './presets.ts';
import { serviceCommandLines } from '../runs/service-program.ts';
import { createLauncher } from '../runs/start-worker.ts';
import { endOnSignals } from '../runs/stop-signals.ts';
import { parseResume, resumeCommandLine } from '../args/resume-options.ts';
import type { ResumeTools as Tools } from './resume.ts';
import { parseWatch, watchCommandLine } from '../args/watch-options.ts';
import { undoCommandLine, parseUndo } from '../args/undo-options.ts';

const shellNames = Object.keys(shells);
const isShell = (word: string | undefined): word is Shell =>
  word !== undefined && Object.hasOwn(shells, word);

function completionCommandLine(): Command {
  const command = new Command('thumbline completion')
    .description(terminalCommandsWords('completion'))
    .addArgument(new Argument('<shell>', shellNames.join(', ')).choices(shellNames))
    .allowExcessArguments(false)
    .addHelpText('after', `\n${terminalCommandsWords('completion.help')}`);
  return withCommonOptions(command);
}

function manCommandLine(): Command {
  const command = new Command('thumbline man')
    .description(terminalCommandsWords('man'))
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

function helpCommandLine(): Command {
  const command = new Command('thumbline help')
    .description(terminalCommandsWords('help'))
    .addArgument(new Argument('[command]').choices(commandNames))
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

/** The program with every command that this copy carries, for completion and the manual. `entry` is the terminal's own file. */
export async function wholeProgram(entry: string): Promise<Command> {
  const program = commandLine(programVersion);
  const { settingsCommandLine } = await import('./settings.ts');
  const commands = [
    watchCommandLine(),
    resumeCommandLine(),
    undoCommandLine(),
    presetsCommandLine(),
    settingsCommandLine(),
    formatsCommandLine(),
    doctorCommandLine(),
    ...(await serviceCommandLines(entry)),
    completionCommandLine(),
    manCommandLine(),
    helpCommandLine(),
  ];
  for (const command of commands) {
    const name = command.name().replace(/^thumbline /, '');
    program.addCommand(command.name(name).summary(isCommandName(name) ? commandSummary(name) : ''));
  }
  return program;
}

/** `help undo` and `undo help` are `undo --help`. */
export function withoutHelpWord(typed: readonly string[]): readonly string[] {
  const [first, second] = typed;
  if (first === 'help' && second === undefined) return ['--help'];
  if (first === 'help' && isCommandName(second)) return [...typed.slice(1), '--help'];
  if (isCommandName(first) && second === 'help') return [first, ...typed.slice(2), '--help'];
  return typed;
}

type Answer = Result<string | null, string>;

/** Prints what the command line itself has to say, or what `work` makes. */
async function answer(
  voice: Voice,
  read: Answer,
  work: () => string | Promise<string>,
): Promise<number> {
  if (read.ok) {
    voice.print(read.value ?? (await work()));
    return 0;
  }
  voice.complain(`thumbline: ${read.problem}`);
  return 2;
}

async function resumeRun(typed: readonly string[], tools: Tools): Promise<number> {
  const asked = parseResume(typed);
  if (!asked.ok) return answer(tools.voice, asked, () => '');
  const { value } = asked;
  if (typeof value === 'string') return answer(tools.voice, ok(value), () => '');
  const { resume } = await import('./resume.ts');
  return resume(value, tools);
}

async function watchRun(typed: readonly string[], tools: Tools): Promise<number> {
  const asked = parseWatch(typed);
  if (!asked.ok) return answer(tools.voice, asked, () => '');
  const { value } = asked;
  if (typeof value === 'string') return answer(tools.voice, ok(value), () => '');
  const { watch } = await import('./watch.ts');
  return watch(value, tools);
}

async function undoRun(
  typed: readonly string[],
  { voice, streams, entry }: Tools,
): Promise<number> {
  const asked = parseUndo(typed);
  if (!asked.ok) return answer(voice, asked, () => '');
  const { value } = asked;
  if (typeof value === 'string') return answer(voice, ok(value), () => '');
  if (!value.isList) streams?.goOnUnread();
  const { undo } = await import('./undo.ts');
  return undo(value, { voice, entry });
}

type OwnCommand = Exclude<CommandName, 'serve' | 'worker'>;

/** What each command does with the words after its name; answers with the exit code. */
export const runCommand: Readonly<
  Record<OwnCommand, (typed: readonly string[], tools: Tools) => Promise<number>>
> = {
  watch: watchRun,
  resume: resumeRun,
  undo: undoRun,
  presets(typed, { voice, streams, entry }) {
    if (typed.includes('export')) {
      streams?.goOnUnread();
      endOnSignals(entry);
    }
    return presets(typed, voice);
  },
  async settings(typed, { voice }) {
    const { settings } = await import('./settings.ts');
    return settings(typed, voice);
  },
  formats: (typed, { voice }) =>
    answer(voice, readCommand(formatsCommandLine(), typed), formatsText),
  doctor(typed, { voice, entry }) {
    const command = doctorCommandLine();
    const read = readCommand(command, typed);
    return answer(voice, read, () =>
      doctor(createLauncher(entry), command.opts<{ json?: true }>().json === true),
    );
  },
  completion(typed, { voice, entry }) {
    const command = completionCommandLine();
    const read = readCommand(command, typed);
    const [shell] = command.args;
    return answer(voice, read, async () =>
      isShell(shell) ? shells[shell](wordsOf(await wholeProgram(entry))) : '',
    );
  },
  help: (typed, { voice }) =>
    answer(voice, readCommand(helpCommandLine(), typed), () => commandLine('').helpInformation()),
  man: (typed, { voice, entry }) =>
    answer(voice, readCommand(manCommandLine(), typed), async () => {
      const [{ manualPage }, { about }] = await Promise.all([
        import('./completion/manual-page.ts'),
        import('./about.ts'),
      ]);
      return manualPage(wordsOf(await wholeProgram(entry)), { version: programVersion, about });
    }),
};

export function isOwnCommand(word: string | undefined): word is OwnCommand {
  return word !== undefined && Object.hasOwn(runCommand, word);
}
