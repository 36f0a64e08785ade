import { type Command, commands } from './commands.ts';

/** What short menus of the program offer: the tray's, the dock's and the task bar's. */
export const quickCommands: readonly Command[] = commands.filter(({ inTray }) => inTray);

/** A start with this hands the command to the app that runs, or does it once it does. */
export const commandSwitch = 'command';
