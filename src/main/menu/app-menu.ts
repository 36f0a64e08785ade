import type { MenuItemConstructorOptions } from 'electron';
import { type Command, commandName, commands } from '../../shared/commands/commands.ts';
import type { CommandHost, CommandMenu } from '../../shared/commands/command.ts';
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

interface MenuOptions {
  readonly isMac: boolean;
  readonly allowsDevTools: boolean;
}

/** The commands of one menu. */
function itemsOf(menu: CommandMenu, host: CommandHost, { isMac }: MenuOptions): readonly Item[] {
  return commands
    .filter((command) => command.menu === menu)
    .flatMap((command): readonly Item[] => [
      ...(command.beginsGroup ? [divider] : []),
      {
        id: command.id,
        label: commandName(command),
        click: () => command.run(host),
        ...keyOf(command, isMac),
      },
    ]);
}

/** The menu bar: our commands, and what Electron has of its own for texts and windows. */
export function appMenu(host: CommandHost, options: MenuOptions): Item[] {
  const { isMac, allowsDevTools } = options;
  const forDevelopers: Item[] = [divider, { role: 'reload' }, { role: 'toggleDevTools' }];
  const ours = (menu: CommandMenu) => itemsOf(menu, host, options);
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    {
      label: commandsWords('menu.file'),
      submenu: [...ours('file'), divider, { role: isMac ? 'close' : 'quit' }],
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
