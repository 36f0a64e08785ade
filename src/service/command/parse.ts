import { type Command, CommanderError } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';

function oneLine(message: string): string {
  const line = message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return line.replace(/([^.)])$/, '$1.');
}

/**
 * Lets the command read the arguments and the environment. Answers with the help when that was asked for, null
 * when there is something to do, or one line that says what is wrong.
 */
export function readArguments(
  command: Command,
  typed: readonly string[],
): Result<string | null, string> {
  let text = '';
  command.exitOverride().configureOutput({
    writeOut: (part) => {
      text += part;
    },
    writeErr: () => undefined,
  });
  try {
    command.parse(typed, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ok(text) : notOk(oneLine(error.message));
  }
  return ok(null);
}
