import { Command, InvalidArgumentError } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
import {
  type ExistingChoice,
  usualSettleSeconds,
  type WatchFilter,
} from '../../shared/settings/watched-folders.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import { watchingWords } from '../../shared/words/areas/watching.ts';
import { bytesOf } from '../../shared/words/numbers.ts';
import { programVersion, withCommonOptions } from './common-options.ts';
import { commandLine, type Options, parseArguments } from './options.ts';

/** How folders are watched. */
export interface WatchOptions {
  readonly filter: WatchFilter;
  readonly settleSeconds: number;
  readonly includesSubfolders: boolean;
  readonly existing: ExistingChoice;
}

export interface WatchTyped {
  readonly options: Options;
  readonly watch: WatchOptions;
}

/** Options of a run that make no sense for one that has no end, or have a meaning of their own here. */
const notHere = new Set(
  (
    '--files-from --null --include-results --on-full --zip --contact-sheet --fresh --dry-run ' +
    '--server --token --color --no-color --version'
  ).split(' '),
);

function seconds(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number >= 0.2 && number <= 3600) return number;
  throw new InvalidArgumentError(watchingWords('terminal.seconds'));
}

function days(text: string): number {
  const number = Number(text);
  if (text.trim() !== '' && number > 0 && number <= 36_500) return number;
  throw new InvalidArgumentError(watchingWords('terminal.days'));
}

function fileSize(text: string): number {
  const bytes = bytesOf(text);
  if (bytes !== null && bytes >= 0) return bytes;
  throw new InvalidArgumentError(typingWords('value.bytes'));
}

const list = (text: string) => text.split(/[\s,]+/).filter(Boolean);

/** The command line of `thumbline watch`, for parsing and for the guide. */
export function watchCommandLine(): Command {
  const command = new Command('thumbline watch')
    .usage('[options] <folder|recipe>…')
    .description(optionsWords('watch'))
    .argument('[paths...]', optionsWords('watch.paths'))
    .option('--only-new', optionsWords('watch.onlyNew'))
    .option('--no-subfolders', optionsWords('watch.subfolders'))
    .option(
      '--settle <seconds>',
      optionsWords('watch.settle', { usual: usualSettleSeconds }),
      seconds,
    )
    .option('--kinds <list>', optionsWords('watch.kinds'), list)
    .option('--names <list>', optionsWords('watch.names'), list)
    .option('--min-size <bytes>', optionsWords('watch.minSize'), fileSize)
    .option('--max-size <bytes>', optionsWords('watch.maxSize'), fileSize)
    .option('--newer-than <days>', optionsWords('watch.newerThan'), days);
  for (const option of commandLine(programVersion).options)
    if (!notHere.has(option.long ?? '')) command.addOption(option);
  return withCommonOptions(command).configureHelp({
    optionDescription: ({ description }) => description,
  });
}

interface Given {
  readonly onlyNew?: true;
  readonly subfolders?: boolean;
  readonly settle?: number;
  readonly kinds?: readonly string[];
  readonly names?: readonly string[];
  readonly minSize?: number;
  readonly maxSize?: number;
  readonly newerThan?: number;
}

/** Help is an answer, too: as text. */
export function parseWatch(typed: readonly string[]): Result<WatchTyped | string, string> {
  const command = watchCommandLine();
  const parsed = parseArguments(typed, programVersion, command);
  if (!parsed.ok) return parsed;
  if (parsed.value.kind === 'text') return ok(parsed.value.text);
  const { options } = parsed.value;
  const given = command.opts<Given>();
  const { minSize = null, maxSize = null } = given;
  if (options.paths.length === 0)
    return notOk(
      typingWords('seeHelp', {
        problem: watchingWords('terminal.noFolder'),
        command: 'thumbline watch',
      }),
    );
  if (options.out === '-') return notOk(watchingWords('terminal.onePicture'));
  if (minSize !== null && maxSize !== null && minSize > maxSize)
    return notOk(watchingWords('terminal.sizes'));
  const filter: WatchFilter = {
    kinds: given.kinds ?? [],
    names: given.names ?? [],
    minBytes: minSize,
    maxBytes: maxSize,
    maxAgeDays: given.newerThan ?? null,
  };
  return ok({
    options,
    watch: {
      filter,
      settleSeconds: given.settle ?? usualSettleSeconds,
      includesSubfolders: given.subfolders ?? true,
      existing: given.onlyNew ? 'leave' : 'make',
    },
  });
}
