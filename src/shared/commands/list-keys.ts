/** What lists of pictures do with keys (`tasks/task-keys.ts`), in the order of the sheet. */
export const listKeys = {
  move: ['Left', 'Right', 'Up', 'Down'],
  extend: ['Shift+Right'],
  open: ['Enter'],
  compare: ['C'],
  turnLeft: ['L'],
  turnRight: ['R'],
  flip: ['H'],
  pauseBatch: ['P'],
  selectAll: ['CmdOrCtrl+A'],
  toggle: ['CmdOrCtrl+Space'],
  copy: ['CmdOrCtrl+C'],
  copyPaths: ['CmdOrCtrl+Shift+C'],
  menu: ['Shift+F10'],
  remove: ['Delete'],
  letGo: ['Esc'],
} as const;

export type ListKeyUse = keyof typeof listKeys;

/** What the full-size comparison does with keys (`compare/use-compare-keys.ts`), in the order of the sheet. */
export const compareKeys = {
  previous: ['Left', 'PageUp'],
  next: ['Right', 'PageDown'],
  closer: ['+'],
  farther: ['-'],
  whole: ['0'],
  pan: ['Shift+Right'],
  worse: ['['],
  better: [']'],
  result: ['1', '2', '3'],
  mode: ['S'],
  peek: ['Space'],
  back: ['Esc'],
} as const;

export type CompareKeyUse = keyof typeof compareKeys;

/** Those that need no hand on a key or a place: the palette offers them, too. */
export const compareVerbs = [
  'previous',
  'next',
  'closer',
  'farther',
  'whole',
  'worse',
  'better',
  'mode',
  'back',
] as const satisfies readonly CompareKeyUse[];

export type CompareVerb = (typeof compareVerbs)[number];

/** Chromium's own event. */
export const pasteKey = 'CmdOrCtrl+V';

/** Those of the palette itself. */
export const paletteKeys = { up: 'Up', down: 'Down', choose: 'Enter', close: 'Esc' } as const;
