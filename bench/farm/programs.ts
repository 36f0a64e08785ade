import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { Redis } from 'ioredis';

export type Program = ChildProcessByStdio<Writable, Readable, null>;

const redisPort = 7411;
export const redisUrl = `redis://127.0.0.1:${redisPort}`;

const children = new Set<Program>();
process.on('exit', () => {
  for (const child of children) child.kill('SIGKILL');
});

/** Resolves once it says this, from now on; rejects if it ends before. */
export async function heard(child: Program, words: string): Promise<void> {
  const said = Promise.withResolvers<void>();
  const listen = (text: Buffer) => {
    if (text.includes(words)) said.resolve();
  };
  const onExit = () => said.reject(new Error(`${child.spawnfile} ended before "${words}"`));
  child.stdout.on('data', listen);
  child.once('exit', onExit);
  await said.promise;
  child.stdout.off('data', listen).resume();
  child.off('exit', onExit);
}

export interface Start {
  readonly program: string;
  readonly args: readonly string[];
  /** It is ready when it has said this; left out, at once. */
  readonly greeting?: string;
  readonly environment?: Readonly<Record<string, string>>;
}

export async function start({ program, args, greeting, environment }: Start): Promise<Program> {
  const env = { ...process.env, ...environment };
  const child = spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'], env });
  children.add(child);
  child.once('exit', () => children.delete(child));
  if (greeting === undefined) child.stdout.resume();
  else await heard(child, greeting);
  return child;
}

export async function end(child: Program, signal: NodeJS.Signals = 'SIGTERM'): Promise<void> {
  if (!children.has(child)) return;
  child.kill(signal);
  await once(child, 'exit');
}

/** A folder of its own and a Redis in it that loses at most the last second. */
export async function startRedis() {
  const folder = mkdtempSync(join(tmpdir(), 'thumbline-bench-'));
  const args = ['--port', String(redisPort), '--bind', '127.0.0.1', '--dir', folder];
  const program = await start({
    program: 'redis-server',
    args: [...args, '--appendonly', 'yes', '--save', ''],
    greeting: 'Ready to accept',
  });
  const redis = new Redis(redisUrl);
  const close = async () => {
    redis.disconnect();
    await end(program);
    rmSync(folder, { recursive: true, force: true });
  };
  return { program, redis, folder, close };
}

/** CPU time of a process and of those it started, in milliseconds: on a busy machine the clock says little. */
export function cpuMsOf(pid: number | string | undefined): number {
  const [, rest = ''] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user = 0, system = 0] = rest.split(' ').slice(11, 13).map(Number);
  const started = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ');
  const theirs = started.filter((child) => child !== '').map(cpuMsOf);
  return [...theirs, (user + system) * 10].reduce((sum, ms) => sum + ms, 0);
}

/** Those inside Lua scripts too. */
export async function commandsOf(redis: Redis): Promise<number> {
  const text = await redis.info('commandstats');
  const calls = [...text.matchAll(/:calls=(\d+)/g)].map(([, count]) => Number(count));
  return calls.reduce((sum, count) => sum + count, 0);
}
