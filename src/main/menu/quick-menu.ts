import type { MenuItemConstructorOptions, Task } from 'electron';
import type { CommandHost } from '../../shared/commands/command.ts';
import { commandName } from '../../shared/commands/commands.ts';
import { commandSwitch, quickCommands } from '../../shared/commands/quick-commands.ts';

/** What a Mac's dock offers; `followMenu` greys out what is not possible. */
export function dockMenu(host: CommandHost): MenuItemConstructorOptions[] {
  return quickCommands.map((command) => ({
    id: command.id,
    label: commandName(command),
    click: () => command.run(host),
  }));
}

/** As Windows reads an argument: only folders of ours are quoted, which end in no backslash. */
const quoted = (word: string) => (word.includes(' ') ? `"${word}"` : word);

interface Program {
  readonly program: string;
  readonly before: readonly string[];
}

/** What the jump list of Windows offers; it cannot grey anything out, and a command that finds nothing does nothing. */
export function userTasks({ program, before }: Program): Task[] {
  return quickCommands.map((command) => ({
    program,
    arguments: [...before, `--${commandSwitch}=${command.id}`].map(quoted).join(' '),
    title: commandName(command),
    description: commandName(command),
    iconPath: program,
    iconIndex: 0,
  }));
}
