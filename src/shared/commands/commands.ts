import type { Capabilities } from '../ipc/capabilities.ts';
import { commandsWords } from '../words/areas/commands.ts';
import type { CommandFacts, CommandRecord } from './command.ts';

/** In the order in which menus, palette and keys show them. */
const table = [
  {
    id: 'add-files',
    needs: 'changes',
    inTray: true,
    keys: [{ key: 'CmdOrCtrl+O' }],
    menu: 'file',
    run: (host) => host.add('files'),
  },
  {
    id: 'add-folder',
    needs: 'changes',
    keys: [{ key: 'CmdOrCtrl+Shift+O' }],
    menu: 'file',
    run: (host) => host.add('folder'),
  },
  {
    id: 'add-samples',
    needs: 'samples',
    isPossible: ({ hasSamples }) => hasSamples,
    run: (host) => host.add('samples'),
  },
  {
    id: 'forget-next',
    menu: 'file',
    beginsGroup: true,
    needs: 'forgets',
    run: (host) => {
      host.change({ nextIsPrivate: true });
      // There it is said.
      host.show('queue');
    },
  },
  {
    id: 'import-presets',
    menu: 'file',
    beginsGroup: true,
    run: (host) => host.importPresets(),
  },
  {
    id: 'undo-last',
    keys: [{ key: 'CmdOrCtrl+Z', inPage: 'outside-text' }],
    menu: 'edit',
    needs: 'undo',
    run: (host) => host.undoLast(),
  },
  {
    id: 'find-command',
    keys: [{ key: 'CmdOrCtrl+K', inPage: 'everywhere' }],
    menu: 'view',
    run: (host) => host.show('palette'),
  },
  {
    id: 'search',
    keys: [{ key: 'CmdOrCtrl+F', inPage: 'everywhere' }],
    menu: 'view',
    run: (host) => host.show('search'),
  },
  {
    id: 'pause',
    needs: 'changes',
    inTray: true,
    keys: [{ key: 'CmdOrCtrl+P' }],
    menu: 'queue',
    isPossible: ({ isPaused }) => !isPaused,
    run: (host) => host.queue('pause'),
  },
  {
    id: 'resume',
    needs: 'changes',
    inTray: true,
    keys: [{ key: 'CmdOrCtrl+Shift+P' }],
    menu: 'queue',
    isPossible: ({ isPaused }) => isPaused,
    run: (host) => host.queue('resume'),
  },
  {
    id: 'cancel-all',
    needs: 'changes',
    menu: 'queue',
    beginsGroup: true,
    isPossible: ({ hasUnsettled }) => hasUnsettled,
    run: (host) => host.queue('cancelAll'),
  },
  {
    id: 'retry-failed',
    needs: 'changes',
    keys: [{ key: 'CmdOrCtrl+Shift+R' }],
    menu: 'queue',
    isPossible: ({ hasFailed }) => hasFailed,
    run: (host) => host.queue('retryFailed'),
  },
  {
    id: 'clear-finished',
    needs: 'changes',
    menu: 'queue',
    isPossible: ({ hasSettled }) => hasSettled,
    run: (host) => host.queue('clear'),
  },
  {
    id: 'drop-window',
    keys: [{ key: 'CmdOrCtrl+Shift+M' }],
    menu: 'view',
    needs: 'dropWindow',
    inTray: true,
    run: (host) => host.toggleDropWindow(),
  },
  {
    id: 'go-queue',
    keys: [{ key: 'CmdOrCtrl+1', inPage: 'everywhere' }],
    menu: 'view',
    beginsGroup: true,
    run: (host) => host.show('queue'),
  },
  {
    id: 'go-history',
    keys: [{ key: 'CmdOrCtrl+2', inPage: 'everywhere' }],
    menu: 'view',
    run: (host) => host.show('history'),
  },
  {
    id: 'go-monitor',
    keys: [{ key: 'CmdOrCtrl+3', inPage: 'everywhere' }],
    menu: 'view',
    run: (host) => host.show('monitor'),
  },
  {
    id: 'go-settings',
    keys: [
      { key: 'CmdOrCtrl+4', inPage: 'everywhere' },
      { key: 'CmdOrCtrl+,', inPage: 'everywhere' },
    ],
    menu: 'view',
    run: (host) => host.show('settings'),
  },
  {
    id: 'as-grid',
    menu: 'view',
    beginsGroup: true,
    run: (host) => host.change({ listView: 'grid' }),
  },
  { id: 'as-list', menu: 'view', run: (host) => host.change({ listView: 'list' }) },
  { id: 'theme-system', run: (host) => host.change({ theme: 'system' }) },
  { id: 'theme-light', run: (host) => host.change({ theme: 'light' }) },
  { id: 'theme-dark', run: (host) => host.change({ theme: 'dark' }) },
  {
    id: 'guide',
    keys: [{ key: 'F1', inPage: 'everywhere' }],
    menu: 'help',
    run: (host) => host.show('guide'),
  },
  {
    id: 'all-keys',
    keys: [{ key: '?', inPage: 'outside-text' }],
    menu: 'help',
    run: (host) => host.show('keys'),
  },
  {
    id: 'report',
    menu: 'help',
    beginsGroup: true,
    needs: 'opensFiles',
    run: (host) => host.show('report'),
  },
  { id: 'licences', menu: 'help', needs: 'opensFiles', run: (host) => host.showLicences() },
  { id: 'about', menu: 'help', run: (host) => host.show('about') },
] as const satisfies readonly CommandRecord[];

export type CommandId = (typeof table)[number]['id'];

export interface Command extends CommandRecord {
  readonly id: CommandId;
}

export const commands: readonly Command[] = table;

export const commandName = ({ id }: Command): string => commandsWords(`name.${id}`);

/** Those that this bridge can carry out, now. */
export function possibleCommands(can: Capabilities, facts: CommandFacts): readonly Command[] {
  return commands.filter(
    ({ needs, isPossible }) =>
      (needs === undefined || can[needs]) && (isPossible === undefined || isPossible(facts)),
  );
}
