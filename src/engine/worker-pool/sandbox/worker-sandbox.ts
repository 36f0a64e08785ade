import { chooseWrapper, type Wrapper } from './linux-wrappers.ts';

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
  readonly program: string;
  readonly words: readonly string[];
}

/** How workers are started with as few rights as this system allows. */
export interface WorkerSandbox {
  start(nodePath: string): Start;
  /** A worker has said its first word: what bound it lets it work. */
  prove(): void;
  /** A worker ended before its first word. True if the next ones are started with all rights because of that. */
  giveUp(): boolean;
}

/** `choose` is asked once, when the first worker starts. */
export function createWorkerSandbox(choose: () => Wrapper = chooseWrapper): WorkerSandbox {
  let wrapper: Wrapper | null = null;
  let isProven = false;
  let isGivenUp = false;
  return {
    start(nodePath) {
      if (isGivenUp) return { program: nodePath, words: [] };
      wrapper ??= choose();
      const [program, ...words] = [...wrapper, nodePath, ...permissionFlags];
      return { program: program ?? nodePath, words };
    },
    prove: () => {
      isProven = true;
    },
    giveUp() {
      if (isProven || isGivenUp) return false;
      isGivenUp = true;
      return true;
    },
  };
}
