import { Command } from 'commander';
import {
  errorCode,
  onDisk,
  pathFromArgument,
  writeAtomically,
  writeFailure,
} from '../../engine/files/index.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { type Preset, presetsFor } from '../../shared/task/preset.ts';
import { writePresetFile } from '../../shared/task/preset-file.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import { readCommand, withCommonOptions } from '../args/common-options.ts';
import { findPreset, readOwnPresets } from '../args/find-preset.ts';
import type { Voice } from '../report/line-reporter.ts';

function sizeWords({ width, height, longEdge, percent }: OutputRecipe): string {
  if (percent !== null) return `${percent} %`;
  if (longEdge !== null) return `long edge ${longEdge}`;
  if (width === null) return `height ${height}`;
  return height === null ? `width ${width}` : `${width} × ${height}`;
}

function outputWords(output: OutputRecipe): string {
  const format = output.format === 'same' ? '' : ` ${output.format}`;
  return `${output.name} (${sizeWords(output)}${format})`;
}

function tellPresets(presets: readonly Preset[], { say }: Voice): void {
  const rows = presets.map(({ id, recipe }) => [
    id,
    recipe.name,
    recipe.outputs.map(outputWords).join(', '),
  ]);
  const [first, second] = [0, 1].map((at) => Math.max(...rows.map((row) => row[at]?.length ?? 0)));
  for (const [id = '', name = '', outputs = ''] of rows) {
    say(`${id.padEnd(first ?? 0)}  ${name.padEnd(second ?? 0)}  ${outputs}`);
  }
}

async function list(isJson: boolean, voice: Voice): Promise<number> {
  const own = await readOwnPresets();
  if (own.warning !== null) voice.complain(`thumbline: ${own.warning}`);
  const builtIn = presetsFor(process.platform);
  if (!isJson) tellPresets([...builtIn, ...own.presets], voice);
  else {
    for (const [presets, isOwn] of [
      [builtIn, false],
      [own.presets, true],
    ] as const) {
      for (const { id, recipe } of presets) voice.say(JSON.stringify({ id, isOwn, ...recipe }));
    }
  }
  return 0;
}

async function exportPreset(name: string, file: string, voice: Voice): Promise<number> {
  const found = await findPreset(name, process.platform);
  if (!found.ok) {
    voice.complain(`thumbline: ${found.problem}`);
    return 2;
  }
  const { recipe, extra } = found.value.preset;
  const path = pathFromArgument(file, voice.cwd);
  const problem = await writeNew(path, writePresetFile(recipe, extra));
  if (problem === null) voice.say(`Wrote "${recipe.name}" to ${displayPath(path)}.`);
  else voice.complain(`thumbline: ${displayPath(path)} ${problem}`);
  return problem === null ? 0 : 1;
}

/** As any program would make it. */
const mode = 0o666;

/** The whole file or nothing; null when it is there. */
async function writeNew(path: string, text: string): Promise<string | null> {
  const target = { path, replaces: false, isOnlyName: true };
  try {
    await writeAtomically(target, (temporary) =>
      onDisk('writeNew', temporary, { text, mode, flush: true }),
    );
    return null;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'is there already. Choose another name.';
    const isFull = writeFailure(error, path).code === 'disk-full';
    return `cannot be written${isFull ? ': the disk is full' : '. Choose another folder'}.`;
  }
}

const noImport =
  'The app keeps the presets and may be running. Open the file with it, or use it here with --recipe.';

function refuseImport({ complain }: Voice): Promise<number> {
  complain(`thumbline: ${noImport}`);
  return Promise.resolve(2);
}

type Work = (voice: Voice) => Promise<number>;

/** The command line of `thumbline presets`; what is asked for is handed to `ask`. */
export function presetsCommandLine(ask: (work: Work) => void = () => undefined): Command {
  const command = new Command('thumbline presets')
    .description('Lists the presets: those that come with Thumbline and your own from the app.')
    .option('--json', 'one line of JSON for each preset')
    .allowExcessArguments(false)
    .action(({ json = false }: { json?: boolean }) => ask((voice) => list(json, voice)));
  const exporting = command
    .command('export')
    .description('Writes a preset to a file; never over another file.')
    .argument('<name>', 'id or name of the preset')
    .argument('<file>', 'where to write it (*.thumbline.json)')
    .action((name: string, file: string) => ask((voice) => exportPreset(name, file, voice)));
  command
    .command('import', { hidden: true })
    .argument('[files...]')
    .action(() => ask(refuseImport));
  withCommonOptions(exporting);
  return withCommonOptions(command);
}

/** Answers with the exit code: 0 done, 1 not written, 2 wrong usage. */
export async function presets(typed: readonly string[], voice: Voice): Promise<number> {
  let work: Work = async () => 0;
  const read = readCommand(
    presetsCommandLine((asked) => {
      work = asked;
    }),
    typed,
  );
  if (!read.ok) {
    voice.complain(`thumbline: ${read.problem}`);
    return 2;
  }
  if (read.value !== null) voice.print(read.value);
  return work(voice);
}
