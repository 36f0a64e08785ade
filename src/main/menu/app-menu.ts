import type { MenuItemConstructorOptions } from 'electron';
import type { Place } from '../../shared/ipc/announcements.ts';
import { menuWords } from '../../shared/words/areas/menu.ts';

type Item = MenuItemConstructorOptions;
const divider: Item = { type: 'separator' };

/** The further half of Electron's own menu for the Mac. */
const forMac = (): readonly Item[] => [
  { role: 'pasteAndMatchStyle' },
  { role: 'delete' },
  { role: 'selectAll' },
  divider,
  {
    label: menuWords('substitutions'),
    submenu: [
      { role: 'showSubstitutions' },
      divider,
      { role: 'toggleSmartQuotes' },
      { role: 'toggleSmartDashes' },
      { role: 'toggleTextReplacement' },
    ],
  },
  { label: menuWords('speech'), submenu: [{ role: 'startSpeaking' }, { role: 'stopSpeaking' }] },
];
const elsewhere: readonly Item[] = [{ role: 'delete' }, divider, { role: 'selectAll' }];

/**
 * Electron's own Edit menu, which is for text, and the undoing of a batch. Both have the same key: the page tells which
 * one is meant, so the menu only shows it. On a Mac a menu's key is always taken, so there the page alone has it.
 */
function editMenu(undoLast: () => void, isMac: boolean): Item {
  const key: Item = { accelerator: 'CmdOrCtrl+Z', registerAccelerator: false };
  return {
    label: menuWords('edit'),
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { label: menuWords('undoLastBatch'), click: undoLast, ...(isMac ? {} : key) },
      divider,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(isMac ? forMac() : elsewhere),
    ],
  };
}

/** What the menu can do to the app. */
export interface MenuActions {
  readonly chooseFiles: () => void;
  readonly chooseFolder: () => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancelAll: () => void;
  readonly retryFailed: () => void;
  readonly undoLast: () => void;
  readonly clear: () => void;
  readonly show: (place: Place | 'search') => void;
  readonly showLicences: () => void;
}

function fileMenu(actions: MenuActions, isMac: boolean): Item {
  const items: Item[] = [
    { label: menuWords('chooseFiles'), accelerator: 'CmdOrCtrl+O', click: actions.chooseFiles },
    {
      label: menuWords('chooseFolder'),
      accelerator: 'CmdOrCtrl+Shift+O',
      click: actions.chooseFolder,
    },
    divider,
    { role: isMac ? 'close' : 'quit' },
  ];
  return { label: menuWords('file'), submenu: items };
}

function queueMenu(actions: MenuActions): Item {
  return {
    label: menuWords('queue'),
    submenu: [
      { label: menuWords('pause'), accelerator: 'CmdOrCtrl+P', click: actions.pause },
      { label: menuWords('resume'), accelerator: 'CmdOrCtrl+Shift+P', click: actions.resume },
      divider,
      { label: menuWords('cancelAll'), click: actions.cancelAll },
      {
        label: menuWords('retryFailed'),
        accelerator: 'CmdOrCtrl+Shift+R',
        click: actions.retryFailed,
      },
      { label: menuWords('clearFinished'), click: actions.clear },
    ],
  };
}

function viewMenu(actions: MenuActions, allowsDevTools: boolean): Item {
  const places = ['queue', 'history', 'monitor'] as const;
  const forDevelopers: Item[] = [divider, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: menuWords('view'),
    submenu: [
      ...places.map((place, index) => ({
        label: menuWords(`place.${place}`),
        accelerator: `CmdOrCtrl+${index + 1}`,
        click: () => actions.show(place),
      })),
      {
        label: menuWords('place.settings'),
        accelerator: 'CmdOrCtrl+,',
        click: () => actions.show('settings'),
      },
      divider,
      {
        label: menuWords('search'),
        accelerator: 'CmdOrCtrl+F',
        click: () => actions.show('search'),
      },
      divider,
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(allowsDevTools ? forDevelopers : []),
    ],
  };
}

/** The menu bar, with the accelerators that stand in the guide. */
export function appMenu(
  actions: MenuActions,
  { isMac, allowsDevTools }: { readonly isMac: boolean; readonly allowsDevTools: boolean },
): Item[] {
  return [
    ...(isMac ? [{ role: 'appMenu' as const }] : []),
    fileMenu(actions, isMac),
    editMenu(actions.undoLast, isMac),
    queueMenu(actions),
    viewMenu(actions, allowsDevTools),
    { role: 'windowMenu' },
    { role: 'help', submenu: [{ label: menuWords('licences'), click: actions.showLicences }] },
  ];
}
