import type { MenuItemConstructorOptions } from 'electron';
import type { Place } from '../../shared/ipc/announcements.ts';
import { editMenu } from './edit-menu.ts';

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
}

type Item = MenuItemConstructorOptions;
const divider: Item = { type: 'separator' };

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
  ];
}
