import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { built } from '../../support/built.ts';
import { manifestName } from '../../../src/engine/memory/manifests.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** The terminal, for Node. */
export const program = built('main/cli.js');
/** The same from source, as it is started in a checkout. */
export const checkout = join(import.meta.dirname, '../../../scripts/thumbline.js');

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface Started {
  readonly child: ChildProcess;
  readonly finished: Promise<Finished>;
}

interface Surroundings {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** A process group of its own, as a terminal gives it. */
  readonly detached?: boolean;
  /** What comes in on standard input; nothing does without it. */
  readonly input?: string | Buffer;
}

export function startProgram(
  command: string,
  args: readonly string[],
  where: Surroundings,
): Started {
  const { cwd, env = {}, detached = false, input } = where;
  const child = spawn(command, args, {
    cwd,
    detached,
    // What it remembers, and the trash, are the test's own.
    env: { ...process.env, NO_COLOR: '1', XDG_DATA_HOME: tempFolder(), ...env },
    stdio: [input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
  });
  child.stdin?.on('error', () => undefined).end(input);
  const printed = { stdout: '', stderr: '' };
  for (const name of ['stdout', 'stderr'] as const) {
    child[name]?.setEncoding('utf8').on('data', (text: string) => {
      printed[name] += text;
    });
  }
  const finished = new Promise<Finished>((resolve) => {
    child.once('close', (code) => resolve({ code, ...printed }));
  });
  return { child, finished };
}

/** The real program, as a person would run it. */
export function startCli(cwd: string, ...args: readonly string[]): Started {
  return startProgram(process.execPath, [program, ...args], { cwd });
}

export function runCli(cwd: string, ...args: readonly string[]): Promise<Finished> {
  return startCli(cwd, ...args).finished;
}

/** What was printed with `--json`: the tasks' lines and the summary. */
export function readJson(stdout: string) {
  const lines = stdout.trimEnd().split('\n');
  const records = lines.map((line) => JSON.parse(line));
  return { tasks: records.slice(0, -1), summary: records.at(-1).summary };
}

/** Every file below a folder, hidden ones too, as sorted relative paths. */
/** Without the list that `skip-unchanged` leaves beside its results. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => !entry.isDirectory() && entry.name !== manifestName)
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .sort((a, b) => (a < b ? -1 : 1));
}
