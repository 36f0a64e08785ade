import { Command, Option } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { presetsFor } from '../../shared/task/preset.ts';
import { optionsWords } from '../../shared/words/areas/options.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import type { ServerChoice } from '../../engine/index.ts';
import { commandsText } from './command-names.ts';
import { readCommand, withCommonOptions } from './common-options.ts';
import { type FullChoice, limitOptions, type TypedLimits } from './limits.ts';
import { recipeOptions, withFields } from './recipe-options.ts';
import type { RecipeOption, RecipePatch } from './recipe-option.ts';
import { serverOf, serverOptions } from './server.ts';
import { notEmpty, wholeNumber } from './typed-values.ts';

/** What was typed, each value checked for itself. */
export interface Options {
  readonly paths: readonly string[];
  /** A file with further names, `-` for standard input. */
  readonly filesFrom: string | null;
  readonly isNulSeparated: boolean;
  /** What stood in that file; empty until it is read. */
  readonly listed: readonly string[];
  /** `-`: one picture to standard output. */
  readonly out: string | null;
  /** The folder beside each picture; empty for the picture's own. */
  readonly beside: string | null;
  readonly isFlat: boolean;
  readonly isForDesktop: boolean;
  readonly preset: string | null;
  readonly recipe: string | null;
  readonly patch: RecipePatch;
  /** Thumbnails that earlier runs made are pictures like others. */
  readonly takesResults: boolean;
  readonly jobs: number | null;
  readonly limits: TypedLimits;
  readonly onFull: FullChoice;
  /** Null: this computer. */
  readonly server: ServerChoice | null;
  /** Files to write after the run. */
  readonly zip: string | null;
  readonly contactSheet: string | null;
  /** Begin anew what was interrupted. */
  readonly isFresh: boolean;
  /** Nothing of the run is remembered once it is over. */
  readonly isForgotten: boolean;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
  readonly isVerbose: boolean;
}

/** `text` is all there is to say: help or the version. */
export type Typed =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'text'; readonly text: string };

const mostJobs = 64;

/** For shells to complete: the help says them already, and reading is more forgiving. */
function withChoices(option: Option, choices: readonly string[] = []): Option {
  if (choices.length > 0) option.argChoices = [...choices];
  return option;
}

function optionsFor(option: RecipeOption): Option[] {
  const { flags, help } = option;
  if (option.kind === 'value') {
    const { read } = option;
    return [withChoices(new Option(flags, help).argParser(read), read.choices)];
  }
  return [new Option(flags, help), new Option(flags.replace('--', '--no-')).hideHelp()];
}

/** The whole command line, for parsing and for the guide. */
export function commandLine(version: string): Command {
  const command = new Command('thumbline')
    .usage('[options] <file|folder|recipe|->…')
    .description(optionsWords('description'))
    .argument('[paths...]', optionsWords('paths'))
    .option('--files-from <file>', optionsWords('filesFrom'), notEmpty)
    .option('-0, --null', optionsWords('null'))
    .option('-o, --out <dir>', optionsWords('out'), notEmpty)
    .option('--flat', optionsWords('flat'))
    .option('--beside <name>', optionsWords('beside'))
    .option('--desktop-cache', optionsWords('desktopCache'))
    .addOption(
      withChoices(
        new Option('--preset <name>', optionsWords('preset')).argParser(notEmpty),
        presetsFor(process.platform).map(({ id }) => id),
      ),
    )
    .option('--recipe <file>', optionsWords('recipe'), notEmpty);
  for (const option of recipeOptions.flatMap(optionsFor)) command.addOption(option);
  command.option('--include-results', optionsWords('includeResults'));
  command.addOption(
    new Option('-j, --jobs <n>', optionsWords('jobs')).argParser(wholeNumber(1, mostJobs)),
  );
  for (const option of [...limitOptions, ...serverOptions]) command.addOption(option);
  command
    .option('--zip <file>', optionsWords('zip'), notEmpty)
    .option('--contact-sheet <file>', optionsWords('contactSheet'), notEmpty)
    .option('--fresh', optionsWords('fresh'))
    .option('--no-history', optionsWords('noHistory'))
    .option('--dry-run', optionsWords('dryRun'))
    .option('--json', optionsWords('json'))
    .option('-q, --quiet', optionsWords('quiet'))
    .option('-v, --verbose', optionsWords('verbose'));
  return withCommonOptions(command, version).addHelpText(
    'after',
    () => `${commandsText()}\n\n${optionsWords('examples')}`,
  );
}

/** Later rows of the table win: of two ways to say the size, one is left. */
function patchOf(command: Command): RecipePatch {
  const given: Readonly<Record<string, unknown>> = command.opts();
  return recipeOptions.reduce<RecipePatch>(
    (patch, option) => {
      const value = given[new Option(option.flags).attributeName()];
      const part =
        option.kind === 'switch' && typeof value === 'boolean' ? option.read(value) : value;
      if (typeof part !== 'object' || part === null) return patch;
      const { output, recipe }: Partial<RecipePatch> = part;
      return {
        output: { ...patch.output, ...output },
        recipe: withFields(patch.recipe, recipe ?? {}),
      };
    },
    { output: {}, recipe: {} },
  );
}

type Plain = Readonly<
  Partial<
    Record<
      | 'filesFrom'
      | 'out'
      | 'beside'
      | 'preset'
      | 'recipe'
      | 'server'
      | 'token'
      | 'zip'
      | 'contactSheet',
      string
    >
  >
> &
  Readonly<
    Partial<
      Record<
        | 'null'
        | 'flat'
        | 'desktopCache'
        | 'includeResults'
        | 'fresh'
        | 'dryRun'
        | 'json'
        | 'quiet'
        | 'verbose',
        true
      >
    >
  > & {
    readonly jobs?: number;
    /** Commander's own: false where `--no-history` was typed. */
    readonly history: boolean;
    readonly onFull?: FullChoice;
  } & {
    readonly [Limit in keyof TypedLimits]?: number;
  };

/** `-` alone means a list of names on standard input; with `--out -` it means a picture there. */
function namesOf(
  typed: readonly string[],
  given: Plain,
): Result<Pick<Options, 'paths' | 'filesFrom'>, string> {
  const paths = given.out === '-' ? typed : typed.filter((path) => path !== '-');
  const isListed = paths.length < typed.length;
  if (isListed && given.filesFrom !== undefined && given.filesFrom !== '-') {
    return notOk(typingWords('names.oneList'));
  }
  const filesFrom = isListed ? '-' : (given.filesFrom ?? null);
  if (given.null && filesFrom === null) return notOk(typingWords('names.nul'));
  if (given.quiet && given.verbose) return notOk(typingWords('quietOrVerbose'));
  return ok({ paths, filesFrom });
}

const refused = (problem: string) =>
  notOk(typingWords('seeHelp', { problem, command: 'thumbline' }));

/** What the arguments (without the program's name) ask for, or one line that says what is wrong with them. */
export function parseArguments(
  typed: readonly string[],
  version: string,
  command: Command = commandLine(version),
): Result<Typed, string> {
  const read = readCommand(command, typed);
  if (!read.ok) return read;
  if (read.value !== null) return ok({ kind: 'text', text: read.value });
  const given = command.opts<Plain>();
  // From the environment it may stand there for other runs.
  if (given.server === undefined && command.getOptionValueSource('token') === 'cli')
    return refused(typingWords('needs', { option: '--token', other: '--server' }));
  const names = namesOf(command.args, given);
  if (!names.ok) return refused(names.problem);
  return ok({
    kind: 'run',
    options: {
      ...names.value,
      isNulSeparated: given.null ?? false,
      listed: [],
      out: given.out ?? null,
      beside: given.beside ?? null,
      isFlat: given.flat ?? false,
      isForDesktop: given.desktopCache ?? false,
      preset: given.preset ?? null,
      recipe: given.recipe ?? null,
      patch: patchOf(command),
      takesResults: given.includeResults ?? false,
      jobs: given.jobs ?? null,
      limits: {
        timeout: given.timeout ?? null,
        maxMegapixels: given.maxMegapixels ?? null,
        maxFileMb: given.maxFileMb ?? null,
      },
      onFull: given.onFull ?? 'fail',
      server: serverOf(given),
      zip: given.zip ?? null,
      contactSheet: given.contactSheet ?? null,
      isFresh: given.fresh ?? false,
      isForgotten: !given.history,
      isDryRun: given.dryRun ?? false,
      isJson: given.json ?? false,
      isQuiet: given.quiet ?? false,
      isVerbose: given.verbose ?? false,
    },
  });
}
