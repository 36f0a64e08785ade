import type { MenuItemConstructorOptions } from 'electron';
import type { Place } from '../../shared/ipc/announcements.ts';

type Item = MenuItemConstructorOptions;
const divider: Item = { type: 'separator' };

/** The further half of Electron's own menu for the Mac. */
const forMac: readonly Item[] = [
  { role: 'pasteAndMatchStyle' },
  { role: 'delete' },
  { role: 'selectAll' },
  divider,
  {
    label: 'Substitutions',
    submenu: [
      { role: 'showSubstitutions' },
      divider,
      { role: 'toggleSmartQuotes' },
      { role: 'toggleSmartDashes' },
      { role: 'toggleTextReplacement' },
    ],
  },
  { label: 'Speech', submenu: [{ role: 'startSpeaking' }, { role: 'stopSpeaking' }] },
];
const elsewhere: readonly Item[] = [{ role: 'delete' }, divider, { role: 'selectAll' }];

/**
 * Electron's own Edit menu, which is for text, and the undoing of a batch. Both have the same key: the page tells which
 * one is meant, so the menu only shows it. On a Mac a menu's key is always taken, so there the page alone has it.
 */
function editMenu(undoLast: () => void, isMac: boolean): Item {
  const key: Item = { accelerator: 'CmdOrCtrl+Z', registerAccelerator: false };
  return {
    label: '&Edit',
    submenu: [
      { role: 'undo' },
      { role: 'redo' },
      { label: 'Undo Last Batch…', click: undoLast, ...(isMac ? {} : key) },
      divider,
      { role: 'cut' },
      { role: 'copy' },
      { role: 'paste' },
      ...(isMac ? forMac : elsewhere),
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
    { label: 'Choose Files…', accelerator: 'CmdOrCtrl+O', click: actions.chooseFiles },
    { label: 'Choose Folder…', accelerator: 'CmdOrCtrl+Shift+O', click: actions.chooseFolder },
    divider,
    { role: isMac ? 'close' : 'quit' },
  ];
  return { label: '&File', submenu: items };
}

function queueMenu(actions: MenuActions): Item {
  return {
    label: '&Queue',
    submenu: [
      { label: 'Pause', accelerator: 'CmdOrCtrl+P', click: actions.pause },
      { label: 'Resume', accelerator: 'CmdOrCtrl+Shift+P', click: actions.resume },
      divider,
      { label: 'Cancel All', click: actions.cancelAll },
      { label: 'Retry Failed', accelerator: 'CmdOrCtrl+Shift+R', click: actions.retryFailed },
      { label: 'Clear Finished', click: actions.clear },
    ],
  };
}

function viewMenu(actions: MenuActions, allowsDevTools: boolean): Item {
  const places: readonly (readonly [Place, string])[] = [
    ['queue', 'Queue'],
    ['history', 'History'],
    ['monitor', 'Monitor'],
  ];
  const forDevelopers: Item[] = [divider, { role: 'reload' }, { role: 'toggleDevTools' }];
  return {
    label: '&View',
    submenu: [
      ...places.map(([place, label], index) => ({
        label,
        accelerator: `CmdOrCtrl+${index + 1}`,
        click: () => actions.show(place),
      })),
      { label: 'Settings', accelerator: 'CmdOrCtrl+,', click: () => actions.show('settings') },
      divider,
      { label: 'Search', accelerator: 'CmdOrCtrl+F', click: () => actions.show('search') },
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
    { role: 'help', submenu: [{ label: 'Licences', click: actions.showLicences }] },
  ];
}
