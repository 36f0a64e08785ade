import { type ChildProcess, fork } from 'node:child_process';
import type { WorkerLauncher, WorkerProcess } from '../ports.ts';
import { workerEnvironment } from './worker-environment.ts';

export interface NodeLauncherOptions {
  /** A plain Node, 22.18 or newer; never Electron's (see the ADR on the worker). */
  readonly nodePath: string;
  /** `src/worker/index.ts` in the checkout, the bundled file in the app. */
  readonly workerEntry: string;
}

const keptCharacters = 2000;

/** The last words on standard error, for the log of a crash. */
function lastWords(child: ChildProcess): () => string {
  let words = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    words = (words + text).slice(-keptCharacters);
  });
  return () => words.trim();
}

/** Tells once how the process ended, also when it never started. */
function onEnd(child: ChildProcess, listener: (reason: string) => void): void {
  const words = lastWords(child);
  child.on('error', (error) => {
    if (child.pid === undefined) listener(`it could not be started: ${error.message}`);
  });
  child.once('close', (code, signal) => {
    listener([`it ended with ${signal ?? `code ${code}`}`, words()].filter(Boolean).join('\n'));
  });
}

function processOf(child: ChildProcess): WorkerProcess {
  return {
    processId: child.pid ?? 0,
    send: (message) => void child.send(message, () => undefined),
    onMessage: (listener) => void child.on('message', listener),
    onExit: (listener) => onEnd(child, listener),
    kill: () => void child.kill('SIGKILL'),
  };
}

/**
 * Starts workers in plain Node. They have their own process group, so that Ctrl-C in a terminal reaches the
 * engine only; they end by themselves when the line to the engine is cut.
 */
export function createNodeLauncher({ nodePath, workerEntry }: NodeLauncherOptions): WorkerLauncher {
  return {
    launch() {
      const child = fork(workerEntry, [], {
        execPath: nodePath,
        execArgv: [],
        env: workerEnvironment(process.env),
        serialization: 'advanced',
        stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
        detached: process.platform !== 'win32',
        windowsHide: true,
      });
      return processOf(child);
    },
  };
}
