import { type ChildProcess, fork } from 'node:child_process';
import { once } from '../../shared/once.ts';
import { tellsMemoryWord } from '../../shared/worker/descriptors.ts';
import { bytesOfBeat } from '../../shared/worker/memory-beat.ts';
import type { WorkerLauncher, WorkerProcess } from '../ports.ts';
import { launchBoxed } from './boxed-worker.ts';
import { killChild, whenEnded } from './child-end.ts';
import { fallBack } from './falling-back.ts';
import { callFilter } from './sandbox/call-filter.ts';
import { type DecoderBox, theBox } from './sandbox/decoder-box.ts';
import { createWorkerSandbox, type Start, type WorkerSandbox } from './sandbox/worker-sandbox.ts';
import { workerEnvironment } from './worker-environment.ts';

export interface NodeLauncherOptions {
  /** A plain Node, 22.18 or newer; never Electron's (see the ADR on the worker). */
  readonly nodePath: string;
  /** `src/worker/index.ts` in the checkout, the bundled file in the app. */
  readonly workerEntry: string;
  /** The program beside a decoder in a box; without it there is none. */
  readonly brokerEntry?: string;
  /** Left out, workers get as few rights as this system allows. */
  readonly sandbox?: WorkerSandbox;
  /** Left out, decoders are closed in wherever this system allows. */
  readonly box?: DecoderBox;
  /** Whether workers say themselves how much memory they hold. Left out, they do wherever the system does not. */
  readonly tellsMemory?: boolean;
}

const withAllRights = 'It never spoke. From now on workers start with all rights of this program.';

/** Tells once how the process ended, also when it never started. */
function processOf(child: ChildProcess, tellsMemory: boolean): WorkerProcess {
  const ended = whenEnded(child);
  let toldBytes = 0;
  return {
    processId: child.pid ?? 0,
    send: (messages) => void child.send(messages, () => undefined),
    onMessage: (listener) =>
      void child.on('message', (raw) => {
        const bytes = tellsMemory ? bytesOfBeat(raw) : null;
        if (bytes === null) listener(raw);
        else toldBytes = bytes;
      }),
    onExit: (listener) => void ended.then(listener),
    kill: () => killChild(child),
    heldBytes: () => (tellsMemory ? toldBytes : null),
  };
}

/**
 * Starts workers in plain Node: a decoder in a box with a broker beside it where the system has what that takes, else both in one
 * process. They have their own process group, so that Ctrl-C in a terminal reaches the engine only; they end by themselves when the line
 * to the engine is cut.
 */
export function createNodeLauncher(options: NodeLauncherOptions): WorkerLauncher {
  const { nodePath, workerEntry, brokerEntry } = options;
  const { sandbox = createWorkerSandbox(), box = theBox() } = options;
  const { tellsMemory = process.platform !== 'linux' } = options;
  const filter = once(() => callFilter());

  function startPlain({ program, words }: Start): WorkerProcess {
    const child = fork(workerEntry, tellsMemory ? [tellsMemoryWord] : [], {
      execPath: program,
      execArgv: [...words],
      env: workerEnvironment(process.env),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
      detached: process.platform !== 'win32',
      windowsHide: true,
    });
    return processOf(child, tellsMemory);
  }

  /** Null where too few files may be open for it: a worker by itself may still start. */
  function tryBoxed(entry: string, broker: Start): WorkerProcess | null {
    try {
      const program = { nodePath, workerEntry, brokerEntry: entry };
      return launchBoxed({ ...program, broker, filter: filter() });
    } catch {
      return null;
    }
  }

  /** One that never spoke, unasked, ran into its sandbox. */
  function launchPlain(): WorkerProcess {
    const start = sandbox.start(nodePath);
    return fallBack(startPlain(start), {
      onSpoken: () => sandbox.prove(),
      instead(reason) {
        if (sandbox.tryOut(start)) return launchPlain();
        return sandbox.giveUp() ? `${reason}\n${withAllRights}` : reason;
      },
    });
  }

  function launch(): WorkerProcess {
    if (brokerEntry === undefined) return launchPlain();
    const start = sandbox.start(nodePath);
    const boxed = box.isUsed() ? tryBoxed(brokerEntry, start) : null;
    if (boxed === null) return launchPlain();
    return fallBack(boxed, {
      onSpoken() {
        box.prove();
        sandbox.prove();
      },
      instead(reason) {
        // It may have been the broker's wrapper, and not the box.
        if (sandbox.tryOut(start)) return launch();
        box.giveUp(reason);
        // One that has worked before is not done without.
        return (box.isUsed() ? tryBoxed(brokerEntry, start) : null) ?? launchPlain();
      },
    });
  }

  return { launch };
}
