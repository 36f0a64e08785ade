import type { Command, Option } from 'commander';

/** What may stand after an option or a command. */
export type Value = 'file' | 'folder' | 'text' | readonly string[];

export interface OptionWords {
  /** `-o`, `--out`. */
  readonly flags: readonly string[];
  /** As the help has them: `-o, --out <dir>`. */
  readonly flagsText: string;
  /** Null for a switch. */
  readonly value: Value | null;
  readonly help: string;
}

export interface CommandWords {
  /** Empty for the program itself. */
  readonly path: readonly string[];
  readonly summary: string;
  /** What follows the name: `[options] <file>`. */
  readonly usage: string;
  readonly options: readonly OptionWords[];
  readonly argument: Value | null;
  readonly commands: readonly CommandWords[];
}

const folderNames = new Set(['dir']);
const fileNames = new Set(['file', 'files', 'paths']);

function valueOf(name: string, choices: readonly string[] | undefined): Value {
  if (choices) return choices;
  if (folderNames.has(name)) return 'folder';
  return fileNames.has(name) ? 'file' : 'text';
}

function optionWords({
  flags,
  short,
  long,
  description,
  argChoices,
  required,
}: Option): OptionWords {
  const placeholder = /<([^>]+)>/.exec(flags)?.[1] ?? '';
  return {
    flags: [short, long].flatMap((flag) => flag ?? []),
    flagsText: flags,
    value: required ? valueOf(placeholder, argChoices) : null,
    help: description,
  };
}

/** The argument that more often is a file than a word, else the first. */
function argumentOf({ registeredArguments }: Command): Value | null {
  const values = registeredArguments.map((one) => valueOf(one.name(), one.argChoices));
  return values.find((value) => value === 'file') ?? values[0] ?? null;
}

/** What a shell needs to know of a command, without what is hidden from help. */
export function wordsOf(command: Command, path: readonly string[] = []): CommandWords {
  const help = command.createHelp();
  return {
    path,
    summary: command.summary() || command.description(),
    usage: command.usage(),
    options: help.visibleOptions(command).map(optionWords),
    argument: argumentOf(command),
    commands: help.visibleCommands(command).map((child) => wordsOf(child, [...path, child.name()])),
  };
}

/** The command and all in it, outermost first. */
export function flattened(words: CommandWords): readonly CommandWords[] {
  return [words, ...words.commands.flatMap(flattened)];
}

/** In single quotes, for the three shells. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
