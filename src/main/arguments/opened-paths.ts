import { pathFromArgument } from '../../engine/files/index.ts';

interface CommandLine {
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

/** macOS names files one event at a time; those that come together belong in one batch. Milliseconds. */
const gatherMs = 50;

export interface IncomingPaths {
  /** No paths at all are news too: somebody started the app again. */
  readonly add: (paths: readonly string[]) => void;
  /** Everything added before, then all that comes, goes to `receive`. */
  readonly deliverTo: (receive: (paths: readonly string[]) => void) => void;
}

/** Keeps what the system asks to open until somebody can take it, however early it comes. */
export function gatherIncomingPaths(): IncomingPaths {
  let waiting: string[] | null = null;
  let receiver: ((paths: readonly string[]) => void) | null = null;
  let timer: NodeJS.Timeout | null = null;

  const flush = () => {
    timer = null;
    if (receiver === null || waiting === null) return;
    const paths = waiting;
    waiting = null;
    receiver(paths);
  };

  return {
    add(paths) {
      waiting = [...(waiting ?? []), ...paths];
      timer ??= setTimeout(flush, gatherMs);
    },
    deliverTo(receive) {
      receiver = receive;
      if (timer === null) flush();
    },
  };
}
