import { type Command, CommanderError } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { typingProblem } from '../../shared/words/typing-problem.ts';
import { similarCommand } from './command-names.ts';

export const programVersion = manifest.version;

/** What every command understands. */
export function withCommonOptions(command: Command, version: string = programVersion): Command {
  return command
    .option('--color', 'colours even in a pipe')
    .option('--no-color', 'no colours')
    .version(version, '-V, --version', 'print the version')
    .helpOption('-h, --help', 'print this')
    .helpCommand(false);
}

/** Where a command of a command is expected, a word too many is one that was mistyped. */
function unknownWord({ args, commands }: Command, { code }: CommanderError): string | null {
  const [word] = args;
  if (word === undefined || commands.length === 0 || code !== 'commander.excessArguments')
    return null;
  const names = commands.map((one) => one.name());
  return [`There is no command "${displayPath(word)}".`, similarCommand(word, names)]
    .filter((part) => part !== null)
    .join(' ');
}

/**
 * Lets the command, with the commands in it, read what was typed. Answers with its help or version where that was asked
 * for, null where there is something to do, or one line that says what is wrong.
 */
export function readCommand(
  command: Command,
  typed: readonly string[],
): Result<string | null, string> {
  let text = '';
  for (const one of [command, ...command.commands]) {
    one.exitOverride().configureOutput({
      writeOut: (part) => void (text += part),
      writeErr: () => undefined,
    });
  }
  try {
    command.parse(typed, { from: 'user' });
    return ok(null);
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return ok(text);
    const problem = unknownWord(command, error) ?? typingProblem(error);
    return notOk(`${problem} See ${command.name()} --help.`);
  }
}
