import type { MenuItemConstructorOptions } from 'electron';
import { type Command, commandName, commands } from '../../shared/commands/commands.ts';
import type { CommandHost, CommandMenu } from '../../shared/commands/command.ts';
import { displayPath } from '../../shared/paths/display-path.ts';
import { commandsWords } from '../../shared/words/areas/commands.ts';

type Item = MenuItemConstructorOptions;
const divider: Item = { type: 'separator' };

/** The further half of Electron's own menu for the Mac. */
const forMac = (): readonly Item[] => [
  { role: 'pasteAndMatchStyle' },
  { role: 'delete' },
  { role: 'selectAll' },
  divider,
  {
    label: commandsWords('substitutions'),
    submenu: [
      { role: 'showSubstitutions' },
      divider,
      { role: 'toggleSmartQuotes' },
      { role: 'toggleSmartDashes' },
      { role: 'toggleTextReplacement' },
    ],
  },
  {
    label: commandsWords('speech'),
    submenu: [{ role: 'startSpeaking' }, { role: 'stopSpeaking' }],
  },
];
const elsewhere: readonly Item[] = [{ role: 'delete' }, divider, { role: 'selectAll' }];

/**
 * A key that a text field or a dialog may want is the page's to tell, so the menu only shows it. On a Mac a menu's key is always
 * taken, so there the page alone has it.
 */
function keyOf({ keys }: Command, isMac: boolean): Item {
  const [first] = keys ?? [];
  if (!first) return {};
  if (first.inPage !== 'outside-text') return { accelerator: first.key };
  return isMac ? {} : { accelerator: first.key, registerAccelerator: false };
}

/** What was added lately, and what can be done with it. */
export interface RecentMenu {
  readonly paths: readonly string[];
  readonly open: (path: string) => void;
  readonly clear: () => void;
}

/** On a Mac the system keeps the list. */
function recentMenu({ paths, open, clear }: RecentMenu, isMac: boolean): Item {
  const ours: Item[] = [
    ...paths.map((path) => ({ label: displayPath(path), click: () => open(path) })),
    divider,
    { label: commandsWords('clearRecent'), click: clear },
  ];
  return {
    id: 'open-recent',
    label: commandsWords('openRecent'),
    enabled: isMac || paths.length > 0,
    ...(isMac
      ? { role: 'recentDocuments' as const, submenu: [{ role: 'clearRecentDocuments' as const }] }
      : { submenu: ours }),
  };
}

/** The Mac's first menu, with our own pages in place of the system's. */
function macMenu(host: CommandHost): Item {
  const items = (id: string) =>
    commands.filter((command) => command.id === id).map((command) => itemOf(command, host, true));
  return {
    role: 'appMenu',
    submenu: [
      ...items('about'),
      divider,
      ...items('go-settings'),
      divider,
      { role: 'services' },
      divider,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      divider,
      { role: 'quit' },
    ],
  };
}

interface MenuOptions {
  readonly isMac: boolean;
  readonly allowsDevTools: boolean;
  readonly recent: RecentMenu;
}

function itemOf(command: Command, host: CommandHost, isMac: boolean): Item {
  return {
    id: command.id,
    label: commandName(command),
    click: () => command.run(host),
    ...keyOf(command, isMac),
  };
}

/** A Mac has these in its first menu. */
const inMacMenu: ReadonlySet<string> = new Set(['about', 'go-settings']);

/** The commands of one menu. */
function itemsOf(menu: CommandMenu, host: CommandHost, isMac: boolean): readonly Item[] {
  const ours = commands.filter(
    ({ id, menu: own }) => own === menu && !(isMac && inMacMenu.has(id)),
  );
  const items: Item[] = [];
  for (const command of ours) {
    if (command.beginsGroup) items.push(divider);
    items.push(itemOf(command, host, isMac));
  }
  return items;
}

/** The menu bar: our commands, and what Electron has of its own for texts and windows. */
export function appMenu(host: CommandHost, options: MenuOptions): Item[] {
  const { isMac, allowsDevTools, recent } = options;
  const forDevelopers: Item[] = [divider, { role: 'reload' }, { role: 'toggleDevTools' }];
  const ours = (menu: CommandMenu) => itemsOf(menu, host, isMac);
  return [
    ...(isMac ? [macMenu(host)] : []),
    {
      label: commandsWords('menu.file'),
      submenu: [
        ...ours('file'),
        recentMenu(recent, isMac),
        divider,
        { role: isMac ? 'close' : 'quit' },
      ],
    },
    {
      // Electron's own Edit menu is for text; undoing a batch stands beside its undo.
      label: commandsWords('menu.edit'),
      submenu: [
        { role: 'undo' },
        { role: 'redo' },
        ...ours('edit'),
        divider,
        { role: 'cut' },
        { role: 'copy' },
        { role: 'paste' },
        ...(isMac ? forMac() : elsewhere),
      ],
    },
    { label: commandsWords('menu.queue'), submenu: [...ours('queue')] },
    {
      label: commandsWords('menu.view'),
      submenu: [
        ...ours('view'),
        divider,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(allowsDevTools ? forDevelopers : []),
      ],
    },
    { role: 'windowMenu' },
    { role: 'help', submenu: [...ours('help')] },
  ];
}
