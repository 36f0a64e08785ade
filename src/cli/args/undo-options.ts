import { Command } from 'commander';
import { ok, type Result } from '../../shared/result.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { readCommand, withCommonOptions } from './common-options.ts';

export interface UndoOptions {
  /** Null for the last one. */
  readonly run: string | null;
  readonly isList: boolean;
  readonly isJson: boolean;
}

/** The command line of `thumbline undo`, for parsing and for the guide. */
export function undoCommandLine(): Command {
  const command = new Command('thumbline undo')
    .usage('[run] [--list] [--json]')
    .description(optionsWords('undo'))
    .argument('[run]', optionsWords('resume.run'))
    .option('--list', optionsWords('undo.list'))
    .option('--json', optionsWords('answerJson'))
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

/** Help is an answer, too: as text. */
export function parseUndo(typed: readonly string[]): Result<UndoOptions | string, string> {
  const command = undoCommandLine();
  const read = readCommand(command, typed);
  if (!read.ok) return read;
  if (read.value !== null) return ok(read.value);
  const { list = false, json = false } = command.opts<{ list?: true; json?: true }>();
  return ok({ run: command.args[0] ?? null, isList: list, isJson: json });
}
