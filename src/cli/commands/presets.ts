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
import { terminalCommandsWords } from '../../shared/words/areas/terminal-commands.ts';
import { readCommand, withCommonOptions } from '../args/common-options.ts';
import { findPreset, readOwnPresets } from '../args/find-preset.ts';
import { tableLines } from '../report/columns.ts';
import type { Voice } from '../report/voice.ts';

function sizeWords({ width, height, longEdge, percent }: OutputRecipe): string {
  if (percent !== null) return terminalCommandsWords('presets.percent', { percent });
  if (longEdge !== null) return terminalCommandsWords('presets.longEdge', { pixels: longEdge });
  if (width !== null && height !== null)
    return terminalCommandsWords('presets.box', { width, height });
  if (width !== null) return terminalCommandsWords('presets.width', { pixels: width });
  return terminalCommandsWords('presets.height', { pixels: height ?? 0 });
}

function outputWords(output: OutputRecipe): string {
  const { name, format } = output;
  const size = sizeWords(output);
  if (format === 'same') return terminalCommandsWords('presets.output', { name, size });
  return terminalCommandsWords('presets.outputAs', { name, size, format });
}

function tellPresets(presets: readonly Preset[], { say }: Voice): void {
  const rows = presets.map(({ id, recipe }) => [
    id,
    recipe.name,
    recipe.outputs.map(outputWords).join(', '),
  ]);
  for (const line of tableLines(rows)) say(line);
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
  const shown = displayPath(path);
  if (problem === null) {
    voice.say(terminalCommandsWords('export.wrote', { preset: recipe.name, path: shown }));
  } else
    voice.complain(`thumbline: ${terminalCommandsWords(`export.${problem}`, { path: shown })}`);
  return problem === null ? 0 : 1;
}

/** As any program would make it. */
const mode = 0o666;

/** The whole file or nothing; null when it is there. */
export async function writeNew(
  path: string,
  text: string,
): Promise<'exists' | 'full' | 'unwritable' | null> {
  const target = { path, replaces: false, isOnlyName: true };
  try {
    await writeAtomically(target, (temporary) =>
      onDisk('writeNew', temporary, { text, mode, flush: true }),
    );
    return null;
  } catch (error) {
    if (errorCode(error) === 'EEXIST') return 'exists';
    return writeFailure(error, path).code === 'disk-full' ? 'full' : 'unwritable';
  }
}

function refuseImport({ complain }: Voice): Promise<number> {
  complain(`thumbline: ${terminalCommandsWords('presets.noImport')}`);
  return Promise.resolve(2);
}

type Work = (voice: Voice) => Promise<number>;

/** The command line of `thumbline presets`; what is asked for is handed to `ask`. */
export function presetsCommandLine(ask: (work: Work) => void = () => undefined): Command {
  const command = new Command('thumbline presets')
    .description(terminalCommandsWords('presets'))
    .option('--json', terminalCommandsWords('presets.json'))
    .allowExcessArguments(false)
    .action(({ json = false }: { json?: boolean }) => ask((voice) => list(json, voice)));
  const exporting = command
    .command('export')
    .description(terminalCommandsWords('export'))
    .argument('<name>', terminalCommandsWords('export.name'))
    .argument('<file>', terminalCommandsWords('export.file'))
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
