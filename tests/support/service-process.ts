import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { get } from 'node:http';
import { json } from 'node:stream/consumers';
import { onTestFinished } from 'vitest';
import { built } from './built.ts';

/** Which file is run, and in which folder. */
export interface ServiceProgram {
  readonly entry: string;
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A folder that is to be a file system of 1 MB, which nobody else sees. */
  readonly tinyDisk?: string;
}

export const ordinary: ServiceProgram = { entry: built('service/index.js') };

/** `thumbline serve` or `thumbline worker` as a process of its own, ended with the test. */
export interface RunningProgram {
  /** The line that says it is there. */
  readonly greeting: string;
  readonly pid: number;
  signal(signal: NodeJS.Signals): void;
  /** Its exit code, or the signal that ended it. */
  readonly ended: Promise<number | string>;
}

async function firstLine(child: ChildProcess, wanted: RegExp): Promise<string> {
  let text = '';
  for await (const part of child.stdout ?? []) {
    text += String(part);
    const line = text.split('\n').find((candidate) => wanted.test(candidate));
    if (line !== undefined) return line;
  }
  throw new Error(`it ended before it was there: ${text}`);
}

/** Mounts `$0` as the tiny disk, then becomes the rest of its words. */
const onTinyDisk = 'mkdir -p "$0" && mount -t tmpfs -o size=1m tmpfs "$0" && exec "$@"';

function commandOf(words: readonly string[], { entry, tinyDisk }: ServiceProgram): string[] {
  const program = [process.execPath, entry, ...words];
  if (tinyDisk === undefined) return program;
  const asRoot = process.getuid?.() === 0 ? [] : ['--user', '--map-root-user'];
  return ['unshare', ...asRoot, '--mount', 'sh', '-c', onTinyDisk, tinyDisk, ...program];
}

async function startProgram(
  words: readonly string[],
  wanted: RegExp,
  program: ServiceProgram,
): Promise<RunningProgram> {
  const [command = '', ...rest] = commandOf(words, program);
  const child = spawn(command, rest, {
    cwd: program.cwd,
    env: { ...process.env, ...program.env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit').then(
    ([code, signal]: (number | string | null)[]) => signal ?? code ?? '',
  );
  onTestFinished(async () => {
    child.kill('SIGCONT');
    child.kill('SIGKILL');
    await ended;
  });
  child.stdout?.setEncoding('utf8');
  const greeting = await firstLine(child, wanted);
  return { greeting, pid: child.pid ?? 0, ended, signal: (signal) => void child.kill(signal) };
}

export interface FarmPlace {
  readonly redis: string;
  readonly store: string;
  /**
   * After how long a silent worker counts as dead; left out, the worker's own 30 seconds. Only tests that kill workers
   * set it: a busy machine may keep one that lives from speaking for some seconds.
   */
  readonly stalledAfter?: string;
}

export function startWorker(
  { redis, store, stalledAfter }: FarmPlace,
  more: readonly string[] = [],
  program: ServiceProgram = ordinary,
): Promise<RunningProgram> {
  const place = ['--redis', redis, '--store', store];
  const silence = stalledAfter === undefined ? [] : ['--stalled-after', stalledAfter];
  return startProgram(['worker', ...place, ...silence, ...more], /^Thumbline works as /, program);
}

/** A service as a process, with its address. */
export async function startServiceProcess(
  words: readonly string[],
  program: ServiceProgram = ordinary,
): Promise<RunningProgram & { readonly url: string }> {
  const running = await startProgram(['serve', ...words], /^Thumbline serves at /, program);
  return Object.assign(running, { url: running.greeting.replace('Thumbline serves at ', '') });
}

/** By a connection of its own; null when nothing is answered for a second. */
export function askAnew(
  url: string,
  path: string,
): Promise<{ status: number; body: unknown } | null> {
  return new Promise((resolve) => {
    const asking = get(`${url}${path}`, { agent: false, timeout: 1000 }, (response) => {
      void json(response).then((body) => resolve({ status: response.statusCode ?? 0, body }));
    });
    asking.on('timeout', () => asking.destroy());
    asking.on('error', () => resolve(null));
  });
}
