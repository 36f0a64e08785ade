import { type ChildProcess, fork } from 'node:child_process';
import type { WorkerLauncher, WorkerProcess } from '../ports.ts';
import { once } from '../../shared/once.ts';
import { launchBoxed, lastWords } from './boxed-worker.ts';
import { callFilter } from './sandbox/call-filter.ts';
import { createDecoderBox, type DecoderBox } from './sandbox/decoder-box.ts';
import { createWorkerSandbox, type WorkerSandbox } from './sandbox/worker-sandbox.ts';
import { workerEnvironment } from './worker-environment.ts';

export interface NodeLauncherOptions {
  /** A plain Node, 22.18 or newer; never Electron's (see the ADR on the worker). */
  readonly nodePath: string;
  /** `src/worker/index.ts` in the checkout, the bundled file in the app. */
  readonly workerEntry: string;
  /** The same of `src/broker/index.ts`. Given, the decoder is closed in where the system allows it, and this opens files for it. */
  readonly brokerEntry?: string;
  /** Left out, it is used where it works. */
  readonly box?: DecoderBox;
  /** Left out, workers get as few rights as this system allows. */
  readonly sandbox?: WorkerSandbox;
}

const withAllRights = 'It never spoke. From now on workers start with all rights of this program.';

/** Tells once how the process ended, also when it never started. One that never spoke, unasked, ran into its sandbox. */
function onEnd(
  child: ChildProcess,
  sandbox: WorkerSandbox,
  listener: (reason: string) => void,
): void {
  const words = lastWords(child);
  let hasSpoken = false;
  const tell = (...lines: readonly string[]) => {
    const isRefused = !hasSpoken && !child.killed && sandbox.giveUp();
    listener([...lines, isRefused ? withAllRights : ''].filter(Boolean).join('\n'));
  };
  child.once('message', () => {
    hasSpoken = true;
    sandbox.prove();
  });
  child.on('error', (error) => {
    if (child.pid === undefined) tell(`it could not be started: ${error.message}`);
  });
  child.once('close', (code, signal) => {
    tell(`it ended with ${signal ?? `code ${code}`}`, words());
  });
  child.once(abandoned, () => listener('it was killed and did not end'));
}

/** What a child says here of itself that is not waited for any more. */
const abandoned = 'abandoned';
/** A process that waits in the kernel for a drive cannot be ended before that answers. Milliseconds. */
const endsWithinMs = 2000;

/** SIGKILL; one that does not end counts as ended, and this program can end before it. */
function kill(child: ChildProcess): void {
  child.kill('SIGKILL');
  const clock = setTimeout(() => {
    child.unref();
    child.stderr?.destroy();
    if (child.connected) child.disconnect();
    child.emit(abandoned);
  }, endsWithinMs);
  child.once('close', () => clearTimeout(clock));
}

function processOf(child: ChildProcess, sandbox: WorkerSandbox): WorkerProcess {
  return {
    processId: child.pid ?? 0,
    send: (messages) => void child.send(messages, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => onEnd(child, sandbox, listener),
    kill: () => kill(child),
  };
}

/** Null where too few files may be open for a box: a worker by itself may still start. */
function tryToLaunch(launch: () => WorkerProcess): WorkerProcess | null {
  try {
    return launch();
  } catch {
    return null;
  }
}

/**
 * Starts workers in plain Node. They have their own process group, so that Ctrl-C in a terminal reaches the
 * engine only; they end by themselves when the line to the engine is cut.
 */
export function createNodeLauncher(options: NodeLauncherOptions): WorkerLauncher {
  const { nodePath, workerEntry, brokerEntry } = options;
  const { sandbox = createWorkerSandbox(), box = createDecoderBox() } = options;
  const filter = once(callFilter);
  return {
    launch() {
      if (brokerEntry !== undefined && box.isUsed()) {
        const program = { nodePath, workerEntry, brokerEntry, broker: sandbox.start(nodePath) };
        const boxed = tryToLaunch(() => launchBoxed({ ...program, filter: filter(), box }));
        if (boxed) return boxed;
      }
      const { program, words } = sandbox.start(nodePath);
      const child = fork(workerEntry, [], {
        execPath: program,
        execArgv: [...words],
        env: workerEnvironment(process.env),
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
      return processOf(child, sandbox);
    },
  };
}
