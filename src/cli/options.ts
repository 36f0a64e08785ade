import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { notOk, ok, type Result } from '../shared/result.ts';
import { checkTemplate } from '../shared/task/file-name.ts';
import { conflictPolicies, ConflictPolicy, Fit, fits } from '../shared/task/recipe.ts';
import { OutputFormat, outputFormats } from '../shared/task/recipe.ts';
import { type Box, parseSize } from './size.ts';

/** What was typed, each value checked for itself. */
export interface Options {
  readonly paths: readonly string[];
  readonly out: string | null;
  readonly preset: string | null;
  readonly recipe: string | null;
  readonly size: Box | null;
  readonly fit: Fit | null;
  readonly format: OutputFormat | null;
  readonly quality: number | null;
  readonly name: string | null;
  readonly conflict: ConflictPolicy | null;
  readonly jobs: number | null;
  readonly isDryRun: boolean;
  readonly isJson: boolean;
  readonly isQuiet: boolean;
}

/** `text` is all there is to say: help or the version. */
export type Typed =
  | { readonly kind: 'run'; readonly options: Options }
  | { readonly kind: 'text'; readonly text: string };

const mostJobs = 64;

function wholeNumber(low: number, high: number): (text: string) => number {
  return (text) => {
    const number = Number(text);
    if (/^\d+$/.test(text) && number >= low && number <= high) return number;
    throw new InvalidArgumentError(`Use a whole number from ${low} to ${high}.`);
  };
}

function oneOf<Word extends string>(
  schema: { safeParse(raw: unknown): { success: boolean; data?: Word } },
  words: readonly Word[],
): (text: string) => Word {
  const aliases: Readonly<Record<string, string>> = { jpg: 'jpeg', tif: 'tiff' };
  return (text) => {
    const word = text.toLowerCase();
    const { data } = schema.safeParse(aliases[word] ?? word);
    if (data !== undefined) return data;
    throw new InvalidArgumentError(`Use one of ${words.join(', ')}.`);
  };
}

function size(text: string): Box {
  const box = parseSize(text);
  if (box) return box;
  throw new InvalidArgumentError('Use 300x200, 300, 300x or x200, in pixels.');
}

function template(text: string): string {
  const problem = text.trim() === '' ? 'It is empty' : checkTemplate(text);
  if (problem === null && text.length <= 200) return text;
  throw new InvalidArgumentError(`${problem ?? 'It is longer than 200 characters'}.`);
}

function notEmpty(text: string): string {
  if (text !== '') return text;
  throw new InvalidArgumentError('It is empty.');
}

const examples = `
Examples:
  thumbline photos                             thumbnails beside each picture
  thumbline --out small --size 400 photos      the tree of photos again, in small
  thumbline --preset web --out public *.jpg    six files from each picture
  thumbline --json photos | jq .               one line a picture, for programs`;

function commandLine(version: string): Command {
  return new Command('thumbline')
    .usage('[options] <file|folder|recipe>…')
    .description('Makes thumbnails of pictures and of all pictures in folders.')
    .argument('[paths...]', 'pictures, folders and at most one recipe (*.thumbline.json)')
    .option('--out <dir>', 'put results here, in the same folders as the sources', notEmpty)
    .option('--preset <name>', 'start from a preset: thumbnail, avatar, web, …', notEmpty)
    .option('--recipe <file>', 'start from a recipe file', notEmpty)
    .addOption(
      new Option('--size <WxH>', 'box in pixels: 300x200, 300, 300x, x200').argParser(size),
    )
    .addOption(new Option('--fit <fit>', fits.join(', ')).argParser(oneOf(Fit, fits)))
    .addOption(
      new Option('--format <format>', outputFormats.join(', ')).argParser(
        oneOf(OutputFormat, outputFormats),
      ),
    )
    .addOption(
      new Option('--quality <1-100>', 'where the format has one').argParser(wholeNumber(1, 100)),
    )
    .addOption(
      new Option('--name <template>', 'file name, for example {name}-{width}.{ext}').argParser(
        template,
      ),
    )
    .addOption(
      new Option(
        '--conflict <policy>',
        `if a file is there: ${conflictPolicies.join(', ')}`,
      ).argParser(oneOf(ConflictPolicy, conflictPolicies)),
    )
    .addOption(
      new Option('--jobs <n>', 'how many at once (default: one a core)').argParser(
        wholeNumber(1, mostJobs),
      ),
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
  const given = command.opts<
    Partial<Omit<Options, 'paths'>> &
      Readonly<Record<'dryRun' | 'json' | 'quiet', true | undefined>>
  >();
  return ok({
    kind: 'run',
    options: {
      paths: command.args,
      out: given.out ?? null,
      preset: given.preset ?? null,
      recipe: given.recipe ?? null,
      size: given.size ?? null,
      fit: given.fit ?? null,
      format: given.format ?? null,
      quality: given.quality ?? null,
      name: given.name ?? null,
      conflict: given.conflict ?? null,
      jobs: given.jobs ?? null,
      isDryRun: given.dryRun ?? false,
      isJson: given.json ?? false,
      isQuiet: given.quiet ?? false,
    },
  });
}
