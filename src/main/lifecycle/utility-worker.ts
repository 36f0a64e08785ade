import type { WorkerLauncher, WorkerProcess } from '../../engine/index.ts';

/** As much of Electron's `UtilityProcess` as is used here. */
export interface UtilityChild {
  /** There is none before 'spawn', nor after 'exit'. */
  readonly pid: number | undefined;
  readonly stderr: NodeJS.ReadableStream | null;
  postMessage(message: unknown): void;
  on(event: 'message', listener: (message: unknown) => void): unknown;
  on(event: 'error', listener: (type: string, location: string) => void): unknown;
  once(event: 'spawn', listener: () => void): unknown;
  once(event: 'exit', listener: (code: number) => void): unknown;
}

/** As much of Electron's `ProcessMetric` as is used here. */
export interface ProcessFigures {
  readonly pid: number;
  /** KB. */
  readonly memory: { readonly workingSetSize: number };
}

export interface UtilityParts {
  readonly fork: () => UtilityChild;
  readonly figures: () => readonly ProcessFigures[];
}

/** Electron asks the system about each of its processes for that: 2 ms. Milliseconds. */
const figuresAgeMs = 200;
/** What a process said last may come after its end, and its line is not always closed. Milliseconds. */
const lastWordsWithinMs = 100;
const keptCharacters = 2000;

/** One reading for all workers that are looked at meanwhile. */
function createHeldBytes(figures: UtilityParts['figures']): (processId: number) => number {
  let known: readonly ProcessFigures[] = [];
  let readAt = -Infinity;
  return (processId) => {
    if (performance.now() - readAt >= figuresAgeMs) {
      known = figures();
      readAt = performance.now();
    }
    const own = known.find(({ pid }) => pid === processId);
    return (own?.memory.workingSetSize ?? 0) * 1024;
  };
}

/** SIGKILL, which ends a process on Windows too. What has ended meanwhile, or is ending, cannot be killed and need not be. */
function killProcess(processId: number): void {
  try {
    process.kill(processId, 'SIGKILL');
  } catch {
    // ESRCH, and EPERM for a process of Windows that is on its way out: 'exit' follows.
  }
}

/** What the process says on standard error, and V8 of it when that gives up. */
function gatherWords(child: UtilityChild): { read(): string; readonly ended: Promise<void> } {
  let words = '';
  const { promise: ended, resolve } = Promise.withResolvers<void>();
  const add = (text: string) => {
    words = (words + text).slice(-keptCharacters);
  };
  child.stderr?.setEncoding('utf8');
  child.stderr?.on('data', add).once('close', resolve);
  // An 'error' that nobody listens to would end the app.
  child.stderr?.on('error', () => resolve());
  child.on('error', (type, location) => add(`\n${type} at ${location}`));
  return { read: () => words.trim(), ended };
}

function launch(fork: UtilityParts['fork'], heldBytes: (id: number) => number): WorkerProcess {
  const child = fork();
  const words = gatherWords(child);
  let isKilled = false;
  const kill = () => {
    isKilled = true;
    // `child.kill()` sends SIGTERM, which a hung decoder never hears.
    if (child.pid !== undefined) killProcess(child.pid);
  };
  child.once('spawn', () => {
    if (isKilled) kill();
  });
  return {
    get processId() {
      return child.pid ?? 0;
    },
    send: (message) => child.postMessage(message),
    onMessage: (listener) => void child.on('message', listener),
    onExit(listener) {
      child.once('exit', (code) => {
        const tell = () => listener([`it ended with code ${code}`, words.read()].join('\n').trim());
        if (isKilled) return tell();
        const late = new Promise((resolve) => setTimeout(resolve, lastWordsWithinMs));
        void Promise.race([words.ended, late]).then(tell);
      });
    },
    kill,
    heldBytes: () => (child.pid === undefined ? 0 : heldBytes(child.pid)),
  };
}

/** Runs the worker file in Electron's utilityProcess. Not on Linux, where sharp shares GLib with Chromium's and crashes. */
export function createUtilityLauncher({ fork, figures }: UtilityParts): WorkerLauncher {
  const heldBytes = createHeldBytes(figures);
  return { launch: () => launch(fork, heldBytes) };
}
