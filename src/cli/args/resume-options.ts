import { Command } from 'commander';
import { ok, type Result } from '../../shared/result.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { readCommand, withCommonOptions } from './common-options.ts';

export interface ResumeOptions {
  /** Null for the last one. */
  readonly run: string | null;
  readonly isList: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
}

/** The command line of `thumbline resume`, for parsing and for the guide. */
export function resumeCommandLine(): Command {
  const command = new Command('thumbline resume')
    .usage('[run] [--list] [--json] [--quiet]')
    .description(optionsWords('resume'))
    .argument('[run]', optionsWords('resume.run'))
    .option('--list', optionsWords('resume.list'))
    .option('--json', optionsWords('resume.json'))
    .option('-q, --quiet', optionsWords('quiet'))
    .allowExcessArguments(false);
  return withCommonOptions(command);
}

/** Help is an answer, too: as text. */
export function parseResume(typed: readonly string[]): Result<ResumeOptions | string, string> {
  const command = resumeCommandLine();
  const read = readCommand(command, typed);
  if (!read.ok) return read;
  if (read.value !== null) return ok(read.value);
  const given = command.opts<{ list?: true; json?: true; quiet?: true }>();
  const { list = false, json = false, quiet = false } = given;
  return ok({ run: command.args[0] ?? null, isList: list, isJson: json, isQuiet: quiet });
}
