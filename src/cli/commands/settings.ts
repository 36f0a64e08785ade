import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import { Command } from 'commander';
import {
  appFolder,
  leaveSettings,
  makeFolderSync,
  pathFromArgument,
  readSmallFile,
  type UnreadCode,
} from '../../engine/files/index.ts';
import { displayName, displayPath } from '../../shared/paths/display-path.ts';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { Settings } from '../../shared/settings/settings.ts';
import {
  type KeptSettings,
  largestSettingsFileBytes,
  newPresets,
  parseSettingsFile,
  writeSettingsFile,
} from '../../shared/settings/settings-file.ts';
import { settingsFileLines } from '../../shared/settings/settings-file-lines.ts';
import { WatchedFolders } from '../../shared/settings/watched-folders.ts';
import { presetsFor } from '../../shared/task/preset.ts';
import { settingsFilesWords } from '../../shared/words/areas/settings-files.ts';
import { terminalCommandsWords } from '../../shared/words/areas/terminal-commands.ts';
import { typingWords } from '../../shared/words/areas/typing.ts';
import { readCommand, withCommonOptions } from '../args/common-options.ts';
import { readOwnPresets, readStoredPresets } from '../args/find-preset.ts';
import type { Voice } from '../report/voice.ts';
import { writeNew } from './presets.ts';

interface Schema<Value> {
  safeParse(raw: unknown): { readonly data?: Value | undefined };
}

/** A file of the app's own; what it has where the file is not there. */
async function readOwn<Value>(name: string, schema: Schema<Value>): Promise<Value> {
  const path = join(appFolder(), name);
  const text = await readSmallFile(path, largestSettingsFileBytes);
  const isAbsent = !text.ok && text.problem === 'absent';
  const empty = name === 'settings.json' ? {} : { folders: [] };
  const { data } = schema.safeParse(isAbsent ? empty : parsed(text.ok ? text.value : ''));
  if (data !== undefined) return data;
  throw new Error(terminalCommandsWords('settings.ownUnreadable', { path: displayPath(path) }));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

async function ownText(): Promise<Result<string, string>> {
  try {
    const { presets, warning } = await readStoredPresets();
    if (warning !== null) return notOk(warning);
    const settings = await readOwn('settings.json', Settings);
    const { folders } = await readOwn('watched-folders.json', WatchedFolders);
    return ok(writeSettingsFile({ settings, presets, watchedFolders: folders }));
  } catch (error) {
    return notOk(error instanceof Error ? error.message : String(error));
  }
}

async function exportSettings(file: string, voice: Voice): Promise<number> {
  const text = await ownText();
  if (!text.ok) {
    voice.complain(`thumbline: ${text.problem}`);
    return 1;
  }
  if (file === '-') {
    voice.print(text.value);
    return 0;
  }
  const path = pathFromArgument(file, voice.cwd);
  const problem = await writeNew(path, text.value);
  const shown = displayPath(path);
  if (problem === null) voice.say(terminalCommandsWords('settings.wrote', { path: shown }));
  else voice.complain(`thumbline: ${terminalCommandsWords(`export.${problem}`, { path: shown })}`);
  return problem === null ? 0 : 1;
}

async function readInput(): Promise<Result<string, UnreadCode>> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of process.stdin) {
    parts.push(Buffer.from(part));
    bytes += parts.at(-1)?.length ?? 0;
    if (bytes > largestSettingsFileBytes) return notOk('too-large');
  }
  return ok(Buffer.concat(parts).toString());
}

function understand(text: Result<string, UnreadCode>): Result<KeptSettings, string> {
  if (text.ok) return parseSettingsFile(text.value);
  return notOk(settingsFilesWords(text.problem === 'too-large' ? 'tooLarge' : 'unreadable'));
}

/** False where nobody is there to be asked. */
async function asksYes(question: string): Promise<boolean | null> {
  if (!process.stdin.isTTY) return null;
  const asking = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await asking.question(`${question} [y/N] `);
  asking.close();
  return /^y(es)?$/i.test(answer.trim());
}

async function importSettings(file: string, isSure: boolean, voice: Voice): Promise<number> {
  const tell = (line: string) => voice.complain(`thumbline: ${line}`);
  const isInput = file === '-';
  const path = pathFromArgument(file, voice.cwd);
  const name = isInput ? typingWords('standardInput') : displayName(path);
  const text = await (isInput ? readInput() : readSmallFile(path, largestSettingsFileBytes));
  const kept = understand(text);
  if (!kept.ok || !text.ok) {
    const problem = kept.ok ? '' : kept.problem;
    tell(settingsFilesWords('noSettings', { name, problem }));
    return 1;
  }
  const own = await readOwnPresets();
  const known = [...presetsFor(process.platform), ...own.presets];
  const { length: added } = newPresets(kept.value.presets, known);
  for (const line of settingsFileLines(kept.value, added)) voice.say(line);
  const isWanted = isSure || (await asksYes(settingsFilesWords('question', { name })));
  if (isWanted === null) tell(terminalCommandsWords('settings.sayYes'));
  if (isWanted !== true) return isWanted === null ? 2 : 1;
  try {
    makeFolderSync(appFolder());
    await leaveSettings(appFolder(), text.value);
  } catch {
    tell(settingsFilesWords('notStored'));
    return 1;
  }
  voice.say(terminalCommandsWords('settings.left'));
  return 0;
}

type Work = (voice: Voice) => Promise<number>;

/** The command line of `thumbline settings`; what is asked for is handed to `ask`. */
export function settingsCommandLine(ask: (work: Work) => void = () => undefined): Command {
  const command = new Command('thumbline settings')
    .description(terminalCommandsWords('settings'))
    .allowExcessArguments(false);
  const exporting = command
    .command('export')
    .description(terminalCommandsWords('settings.export'))
    .argument('<file>', terminalCommandsWords('settings.export.file'))
    .action((file: string) => ask((voice) => exportSettings(file, voice)));
  const importing = command
    .command('import')
    .description(terminalCommandsWords('settings.import'))
    .argument('<file>', terminalCommandsWords('settings.import.file'))
    .option('--yes', terminalCommandsWords('settings.yes'))
    .action((file: string, { yes = false }: { yes?: boolean }) =>
      ask((voice) => importSettings(file, yes, voice)),
    );
  withCommonOptions(exporting);
  withCommonOptions(importing);
  return withCommonOptions(command);
}

/** Answers with the exit code: 0 done, 1 not done, 2 wrong usage. */
export async function settings(typed: readonly string[], voice: Voice): Promise<number> {
  let work: Work | null = null;
  const command = settingsCommandLine((asked) => {
    work = asked;
  });
  const read = readCommand(command, typed);
  if (!read.ok) {
    voice.complain(`thumbline: ${read.problem}`);
    return 2;
  }
  if (read.value !== null) voice.print(read.value);
  const asked = work as Work | null;
  if (asked !== null) return asked(voice);
  if (read.value === null) voice.print(command.helpInformation());
  return 0;
}
