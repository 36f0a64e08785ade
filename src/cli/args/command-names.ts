import { Command, CommanderError } from 'commander';
import { optionsWords } from '../../shared/words/areas/options.ts';

/** A file of such a name is `./name`. */
export const commandNames = [
  'watch',
  'resume',
  'undo',
  'presets',
  'settings',
  'formats',
  'doctor',
  'serve',
  'worker',
  'completion',
  'man',
  'help',
] as const;

export type CommandName = (typeof commandNames)[number];

const areNames: ReadonlySet<string> = new Set(commandNames);

export function isCommandName(word: string | undefined): word is CommandName {
  return word !== undefined && areNames.has(word);
}

/** What a command is for. */
export const commandSummary = (name: CommandName) => optionsWords(`command.${name}`);

export function commandsText(): string {
  const width = Math.max(...commandNames.map(({ length }) => length));
  const lines = commandNames.map((name) => `  ${name.padEnd(width)}  ${commandSummary(name)}`);
  return `\n${optionsWords('commands')}\n${lines.join('\n')}`;
}

/** The commands that are spelled like this word; none for a command. */
export function similarCommands(
  word: string,
  names: readonly string[] = commandNames,
): readonly string[] {
  const probe = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  for (const name of names) probe.command(name);
  try {
    probe.parse([word], { from: 'user' });
    return [];
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    const [, similar = ''] = /Did you mean (?:one of )?([^)]+)\?/.exec(error.message) ?? [];
    return similar === '' ? [] : similar.split(', ');
  }
}
