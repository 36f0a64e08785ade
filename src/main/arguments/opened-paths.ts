import { pathFromArgument } from '../../engine/files/index.ts';

export interface CommandLine {
  /** The whole of it, the program first. */
  readonly argv: readonly string[];
  /** The folder that relative paths are meant from. */
  readonly cwd: string;
  /** In a package the program is the app; in a checkout the first word names the app's folder. */
  readonly isPackaged: boolean;
}

/**
 * The absolute paths that the app was asked to open. Switches, which Chromium and drivers add among
 * them, are dropped; after `--` every word is a path.
 */
export function openedPaths({ argv, cwd, isPackaged }: CommandLine): string[] {
  const words = argv.slice(1);
  const divider = words.indexOf('--');
  const before = divider === -1 ? words : words.slice(0, divider);
  const after = divider === -1 ? [] : words.slice(divider + 1);
  const positional = [...before.filter((word) => !word.startsWith('-')), ...after];
  return positional
    .slice(isPackaged ? 0 : 1)
    .filter((word) => word !== '')
    .map((word) => pathFromArgument(word, cwd));
}
