import type { Command } from '../../shared/commands/commands.ts';
import { commandSwitch, quickCommands } from '../../shared/commands/quick-commands.ts';

export const quickCommand = (id: unknown): Command | null =>
  quickCommands.find((command) => command.id === id) ?? null;

/** The command that a start was asked for; null for one that no short menu offers. */
export function askedCommand(argv: readonly string[]): Command | null {
  const start = `--${commandSwitch}=`;
  const end = argv.indexOf('--');
  const words = argv.slice(1, end < 0 ? argv.length : end);
  return quickCommand(words.find((word) => word.startsWith(start))?.slice(start.length));
}

export interface IncomingCommands {
  readonly add: (command: Command) => void;
  /** All that was asked for before, then all that comes. */
  readonly deliverTo: (receive: (command: Command) => void) => void;
}

/** Keeps what a start was asked for until somebody can do it. */
export function gatherCommands(): IncomingCommands {
  const waiting: Command[] = [];
  let receiver: ((command: Command) => void) | null = null;
  return {
    add(command) {
      if (receiver === null) waiting.push(command);
      else receiver(command);
    },
    deliverTo(receive) {
      receiver = receive;
      for (const command of waiting.splice(0)) receive(command);
    },
  };
}
