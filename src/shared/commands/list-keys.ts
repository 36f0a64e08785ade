/** What lists of pictures do with keys (`tasks/task-keys.ts`), in the order of the sheet. */
export const listKeys = {
  move: ['Left', 'Right', 'Up', 'Down'],
  extend: ['Shift+Right'],
  open: ['Enter'],
  compare: ['C'],
  selectAll: ['CmdOrCtrl+A'],
  toggle: ['CmdOrCtrl+Space'],
  copy: ['CmdOrCtrl+C'],
  copyPaths: ['CmdOrCtrl+Shift+C'],
  menu: ['Shift+F10'],
  remove: ['Delete'],
  letGo: ['Esc'],
} as const;

export type ListKeyUse = keyof typeof listKeys;

/** Chromium's own event. */
export const pasteKey = 'CmdOrCtrl+V';

/** Those of the palette itself. */
export const paletteKeys = { up: 'Up', down: 'Down', choose: 'Enter', close: 'Esc' } as const;
