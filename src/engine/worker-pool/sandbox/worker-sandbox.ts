import { strictestWrapper, workingWrapper, type Wrapper } from './linux-wrappers.ts';

/**
 * Node's permission model for a worker: no other program, no thread, no inspector. Files stay open to it, since
 * sources and destinations can lie anywhere; addons stay, since sharp is one. It binds JavaScript and WebAssembly,
 * on every system; native code is bound by the system's own means only.
 */
export const permissionFlags: readonly string[] = [
  '--permission',
  '--allow-fs-read=*',
  '--allow-fs-write=*',
  '--allow-addons',
  // Node warns of addons at each start; what a worker says there is kept for the log of a crash.
  '--disable-warning=SecurityWarning',
];

/** The same for a decoder in a box: it reads its own program and writes nothing. */
export const decoderFlags = (folders: readonly string[]): readonly string[] => [
  '--permission',
  ...folders.map((folder) => `--allow-fs-read=${folder}`),
  '--allow-addons',
  '--disable-warning=SecurityWarning',
];

/** What stands before the worker's file on its command line. */
export interface Start {
  readonly nodePath: string;
  readonly program: string;
  readonly words: readonly string[];
}

/** How workers are started with as few rights as this system allows. */
export interface WorkerSandbox {
  start(nodePath: string): Start;
  /** A worker has said its first word: what bound it lets it work. */
  prove(): void;
  /** A worker that was started so ended before its first word. Tries once what works here; true if the next ones are started otherwise. */
  tryOut(failed: Start): boolean;
  /** The same where that did not help. True if the next ones are started with all rights. */
  giveUp(): boolean;
}

export interface Wrappers {
  /** What the first worker starts with, untried: trying takes as much as a tenth of a picture's time in the terminal. */
  readonly first: () => Wrapper;
  /** Asked once, if that worker never spoke. */
  readonly working: () => Wrapper;
}

export function createWorkerSandbox({
  first = strictestWrapper,
  working = workingWrapper,
}: Partial<Wrappers> = {}): WorkerSandbox {
  let wrapper: Wrapper | null = null;
  let isProven = false;
  let isTriedOut = false;
  let isGivenUp = false;
  const wordsOf = ({ program, words }: Start) => [program, ...words].join('\n');

  function start(nodePath: string): Start {
    if (isGivenUp) return { nodePath, program: nodePath, words: [] };
    wrapper ??= first();
    const [program, ...words] = [...wrapper, nodePath, ...permissionFlags];
    return { nodePath, program: program ?? nodePath, words };
  }

  return {
    start,
    prove: () => {
      isProven = true;
    },
    tryOut(failed) {
      if (!isProven && !isTriedOut && !isGivenUp) wrapper = working();
      isTriedOut = true;
      // Others may have been starting as this one did.
      return wordsOf(failed) !== wordsOf(start(failed.nodePath));
    },
    giveUp() {
      if (isProven || isGivenUp) return false;
      isGivenUp = true;
      return true;
    },
  };
}
