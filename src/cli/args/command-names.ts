import { Command, CommanderError } from 'commander';

/** Each command and what it is for. A file of such a name is `./name`. */
export const commandSummaries = {
  resume: 'go on with a run that was interrupted',
  undo: 'move what the last run made to the trash',
  presets: 'list every preset, your own from the app too',
  formats: 'say what can be read and written, and by what',
  doctor: 'say how far the decoder is closed off here',
  serve: 'make thumbnails over HTTP',
  worker: 'make pictures for a service on another machine',
  completion: 'print what lets a shell complete words: bash, zsh, fish',
  man: 'print the manual page: thumbline man | man -l -',
  help: 'print this, or the help of a command',
} as const;

export type CommandName = keyof typeof commandSummaries;

export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && Object.hasOwn(commandSummaries, word);
}

export const commandNames = Object.keys(commandSummaries).filter(isCommandName);

export function commandsText(): string {
  const width = Math.max(...commandNames.map(({ length }) => length));
  const lines = commandNames.map((name) => `  ${name.padEnd(width)}  ${commandSummaries[name]}`);
  return `\nCommands (a file of that name is ./name):\n${lines.join('\n')}`;
}

/** `Did you mean undo?`, or null when none of the commands is spelled like this word. */
export function similarCommand(
  word: string,
  names: readonly string[] = commandNames,
): string | null {
  const probe = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const name of names) probe.command(name);
  try {
    probe.parse([word], { from: 'user' });
    return null;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    return /Did you mean [^)]+\?/.exec(error.message)?.[0] ?? null;
  }
}
