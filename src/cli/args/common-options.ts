import { type Command, CommanderError } from 'commander';
import manifest from '../../../package.json' with { type: 'json' };
import { displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import { typingProblem } from '../../shared/words/typing-problem.ts';
import { similarCommands } from './command-names.ts';

export const programVersion = manifest.version;

const headings = ['usage', 'arguments', 'options', 'commands'] as const;

/** For commander's heading of a part of the help: `Usage:`. */
function headingWords(title: string): string {
  const heading = headings.find((one) => title.toLowerCase() === `${one}:`);
  return heading === undefined ? title : optionsWords(`heading.${heading}`);
}

/** What every command understands. */
export function withCommonOptions(command: Command, version: string = programVersion): Command {
  return command
    .option('--color', optionsWords('color'))
    .option('--no-color', optionsWords('noColor'))
    .version(version, '-V, --version', optionsWords('version'))
    .helpOption('-h, --help', optionsWords('help'))
    .helpCommand(false)
    .configureHelp({
      // Commander would add choices and defaults in words of its own.
      optionDescription: ({ description }) => description,
      argumentDescription: ({ description }) => description,
      styleTitle: headingWords,
    });
}

/** Where a command of a command is expected, a word too many is one that was mistyped. */
function unknownWord({ args, commands }: Command, { code }: CommanderError): string | null {
  const [word] = args;
  if (word === undefined || commands.length === 0 || code !== 'commander.excessArguments')
    return null;
  const similar = similarCommands(
    word,
    commands.map((one) => one.name()),
  );
  const shown = displayPath(word);
  if (similar.length === 0) return typingWords('command.none', { command: shown });
  return typingWords('command.similar', {
    command: shown,
    count: similar.length,
    similar: similar.join(', '),
  });
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
    return notOk(typingWords('seeHelp', { problem, command: command.name() }));
  }
}
