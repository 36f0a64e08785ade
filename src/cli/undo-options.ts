import { Command, CommanderError } from 'commander';
import { notOk, ok, type Result } from '../shared/result.ts';

export const undoName = 'undo';

export interface UndoOptions {
  /** Null for the last one. */
  readonly run: string | null;
  readonly isList: boolean;
  readonly isJson: boolean;
}

/** The command line of `thumbline undo`, for parsing and for the guide. */
export function undoCommandLine(): Command {
  return new Command('thumbline undo')
    .usage('[run] [--list] [--json]')
    .description(
      'Moves what a run made to the trash, and puts originals back that it replaced.\nWhat was changed since stays and is named.',
    )
    .argument('[run]', 'which run, as --list names it (default: the last one)')
    .option('--list', 'say what can be undone, newest first')
    .option('--json', 'answer in JSON')
    .helpOption('--help', 'print this');
}

/** Help is an answer, too: as text. */
export function parseUndo(typed: readonly string[]): Result<UndoOptions | string, string> {
  let text = '';
  const command = undoCommandLine()
    .exitOverride()
    .configureOutput({ writeOut: (part) => void (text += part), writeErr: () => undefined });
  try {
    command.parse(typed, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return ok(text);
    return notOk(`${error.message.replace(/^error: /, '')}. See thumbline undo --help.`);
  }
  const { list = false, json = false } = command.opts<{ list?: true; json?: true }>();
  return ok({ run: command.args[0] ?? null, isList: list, isJson: json });
}
