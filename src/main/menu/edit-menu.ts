import type { MenuItemConstructorOptions } from 'electron';

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
export function editMenu(undoLast: () => void, isMac: boolean): Item {
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
