import { Command, CommanderError, Option } from 'commander';
import { notOk, ok, type Result } from '../shared/result.ts';
import type { ServerChoice } from '../engine/server/server-choice.ts';
import { limitOptions, type TypedLimits } from './limits.ts';
import { type RecipeOption, recipeOptions, type RecipePatch } from './recipe-options.ts';
import { serverOf, serverOptions } from './server.ts';
import { notEmpty, wholeNumber } from './typed-values.ts';

/** What was typed, each value checked for itself. */
export interface Options {
  readonly paths: readonly string[];
  readonly out: string | null;
  /** The folder beside each picture; empty for the picture's own. */
  readonly beside: string | null;
  readonly isFlat: boolean;
  readonly isForDesktop: boolean;
  readonly preset: string | null;
  readonly recipe: string | null;
  readonly patch: RecipePatch;
  readonly jobs: number | null;
  readonly limits: TypedLimits;
  /** Null: this computer. */
  readonly server: ServerChoice | null;
  /** Files to write after the run. */
  readonly zip: string | null;
  readonly contactSheet: string | null;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
}

/** `text` is all there is to say: help or the version. */
export type Typed =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'text'; readonly text: string };

const mostJobs = 64;

const examples = `
Examples:
  thumbline photos                             thumbnails beside each picture
  thumbline --out small --size 400 photos      the tree of photos again, in small
  thumbline --preset web --out public *.jpg    six files from each picture
  thumbline --json photos | jq .               one line a picture, for programs
  thumbline undo                               what the last run made goes to the trash
  thumbline presets                            every preset, your own from the app too
  thumbline formats                            what can be read and written, and by what`;

function optionsFor(option: RecipeOption): Option[] {
  const { flags, help } = option;
  if (option.kind === 'value') return [new Option(flags, help).argParser(option.read)];
  return [new Option(flags, help), new Option(flags.replace('--', '--no-')).hideHelp()];
}

/** The whole command line, for parsing and for the guide. */
export function commandLine(version: string): Command {
  const command = new Command('thumbline')
    .usage('[options] <file|folder|recipe>…')
    .description('Makes thumbnails of pictures and of all pictures in folders.')
    .argument('[paths...]', 'pictures, folders and at most one recipe (*.thumbline.json)')
    .option('--out <dir>', 'put results here, in the same folders as the sources', notEmpty)
    .option('--flat', 'with --out: all in one folder')
    .option('--beside <name>', 'put results in a folder of this name beside each picture')
    .option('--desktop-cache', "fill the desktop's own thumbnail cache (Linux)")
    .option(
      '--preset <name>',
      'start from a preset: thumbnail, avatar, web, … or one of your own',
      notEmpty,
    )
    .option('--recipe <file>', 'start from a recipe file', notEmpty);
  for (const option of recipeOptions.flatMap(optionsFor)) command.addOption(option);
  command.addOption(
    new Option('--jobs <n>', 'how many at once (default: one a core)').argParser(
      wholeNumber(1, mostJobs),
    ),
  );
  for (const option of [...limitOptions, ...serverOptions]) command.addOption(option);
  return command
    .option('--zip <file>', 'afterwards, pack what was made into this file (*.zip)', notEmpty)
    .option(
      '--contact-sheet <file>',
      'afterwards, write a page that shows what was made (*.html)',
      notEmpty,
    )
    .option('--dry-run', 'say what would be made and write nothing')
    .option('--json', 'one line of JSON for each picture')
    .option('--quiet', 'say only what failed')
    .version(version, '--version', 'print the version')
    .helpOption('--help', 'print this')
    .addHelpText('after', examples);
}

/** Commander writes over several lines, with a prefix. */
function oneLine(message: string): string {
  const line = message
    .replace(/^error: /, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  return `${line.replace(/([^.)])$/, '$1.')} See thumbline --help.`;
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
      return { output: { ...patch.output, ...output }, recipe: { ...patch.recipe, ...recipe } };
    },
    { output: {}, recipe: {} },
  );
}

type Plain = Readonly<
  Partial<
    Record<
      'out' | 'beside' | 'preset' | 'recipe' | 'server' | 'token' | 'zip' | 'contactSheet',
      string
    >
  >
> &
  Readonly<Partial<Record<'flat' | 'desktopCache' | 'dryRun' | 'json' | 'quiet', true>>> & {
    readonly jobs?: number;
  } & {
    readonly [Limit in keyof TypedLimits]?: number;
  };

/** What the arguments (without the program's name) ask for, or one line that says what is wrong with them. */
export function parseArguments(typed: readonly string[], version: string): Result<Typed, string> {
  let text = '';
  const command = commandLine(version)
    .exitOverride()
    .configureOutput({
      writeOut: (part) => {
        text += part;
      },
      writeErr: () => undefined,
    });
  try {
    command.parse(typed, { from: 'user' });
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return error.exitCode === 0 ? ok({ kind: 'text', text }) : notOk(oneLine(error.message));
  }
  const given = command.opts<Plain>();
  return ok({
    kind: 'run',
    options: {
      paths: command.args,
      out: given.out ?? null,
      beside: given.beside ?? null,
      isFlat: given.flat ?? false,
      isForDesktop: given.desktopCache ?? false,
      preset: given.preset ?? null,
      recipe: given.recipe ?? null,
      patch: patchOf(command),
      jobs: given.jobs ?? null,
      limits: {
        timeout: given.timeout ?? null,
        maxMegapixels: given.maxMegapixels ?? null,
        maxFileMb: given.maxFileMb ?? null,
      },
      server: serverOf(given),
      zip: given.zip ?? null,
      contactSheet: given.contactSheet ?? null,
      isDryRun: given.dryRun ?? false,
      isJson: given.json ?? false,
      isQuiet: given.quiet ?? false,
    },
  });
}
