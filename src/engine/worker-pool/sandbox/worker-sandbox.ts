import { chooseWrapper } from './choose-wrapper.ts';
import type { Wrapper } from './linux-wrappers.ts';
import { permissionFlags } from './node-flags.ts';

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
