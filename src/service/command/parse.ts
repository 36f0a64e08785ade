import { type Command, CommanderError, type Option } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { typingProblem } from '../../shared/words/typing-problem.ts';

const noWords = new Set(['', '0', 'false', 'no', 'off']);

/** Set to nothing, or a switch set to "no": so do those who mean that they say nothing. */
function isUnsaid({ envVar = '', required, optional }: Option): boolean {
  const value = process.env[envVar]?.trim().toLowerCase();
  return value === '' || (value !== undefined && !required && !optional && noWords.has(value));
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
  for (const option of command.options) if (isUnsaid(option)) delete option.envVar;
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
    return error.exitCode === 0 ? ok(text) : notOk(typingProblem(error));
  }
  return ok(null);
}
