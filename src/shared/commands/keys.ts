import { type Command, type CommandId, commands } from './commands.ts';
import type { CommandKey } from './command.ts';

/** What of a keyboard's event tells which key was pressed. */
export interface PressedKey {
  readonly key: string;
  /** Where the key lies on the keyboard, by the letter that is there in English. */
  readonly code?: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
  readonly altKey: boolean;
}

const command = 'CmdOrCtrl';

/** "CmdOrCtrl+Shift+O" in its parts; the last is the key itself, which may be a plus. */
function partsOf(key: string): readonly string[] {
  return key.split(/(?<=.)\+(?=.)/);
}

/**
 * The key in Latin letters, small: on a Greek, Russian or Hebrew keyboard the letter that its place has in English, as menus take
 * it there.
 */
export function latinKey({ key, code = '' }: Pick<PressedKey, 'key' | 'code'>): string {
  const isForeignLetter = /^\p{L}$/u.test(key) && !/^\p{Script=Latin}$/u.test(key);
  const letter = isForeignLetter ? /^Key([A-Z])$/.exec(code)?.[1] : undefined;
  return (letter ?? key).toLowerCase();
}

export function isPressed(wanted: string, pressed: PressedKey): boolean {
  const parts = partsOf(wanted);
  const name = parts.at(-1) ?? '';
  const isCommand = parts.includes(command);
  if (isCommand !== (pressed.ctrlKey || pressed.metaKey) || pressed.altKey) return false;
  // A sign such as ? needs Shift on some keyboards only.
  const isSign = !isCommand && name.length === 1;
  if (!isSign && parts.includes('Shift') !== pressed.shiftKey) return false;
  return name.toLowerCase() === latinKey(pressed);
}

/** The command that the page carries out for a key, and how freely; null when it is none of ours. */
export function commandOfKey(
  pressed: PressedKey,
): { readonly command: Command; readonly inPage: NonNullable<CommandKey['inPage']> } | null {
  for (const candidate of commands) {
    for (const { key, inPage } of candidate.keys ?? []) {
      if (inPage && isPressed(key, pressed)) return { command: candidate, inPage };
    }
  }
  return null;
}

const macSigns: Readonly<Record<string, string>> = { [command]: '⌘', Shift: '⇧', Alt: '⌥' };
const signs: Readonly<Record<string, string>> = {
  Up: '↑',
  Down: '↓',
  Left: '←',
  Right: '→',
  PageUp: 'Page Up',
  PageDown: 'Page Down',
};

const mirrored: Readonly<Record<string, string>> = { Left: 'Right', Right: 'Left' };

/** The key of the same meaning where reading goes the other way. */
export const mirroredKey = (key: string): string => mirrored[key] ?? key;

/** How a system writes a key: each part by itself. */
export function keyCaps(key: string, isMac: boolean): readonly string[] {
  return partsOf(key).map(
    (part) =>
      signs[part] ?? (isMac ? macSigns[part] : undefined) ?? (part === command ? 'Ctrl' : part),
  );
}

/** "Ctrl+Shift+O", or "⇧⌘O" as a Mac has it. */
export function keyWords(key: string, isMac: boolean): string {
  const caps = keyCaps(key, isMac);
  return isMac ? caps.toSorted((a, b) => order(a) - order(b)).join('') : caps.join('+');
}

const macOrder = ['⌥', '⇧', '⌘'];
const order = (cap: string) =>
  (macOrder.indexOf(cap) + macOrder.length + 1) % (macOrder.length + 1);

/** The key that is shown beside a command; empty where it has none. */
export function keyOfCommand(id: CommandId): string {
  return commands.find((command) => command.id === id)?.keys?.[0]?.key ?? '';
}
