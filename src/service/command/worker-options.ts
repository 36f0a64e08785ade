import { availableParallelism, homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { durationMs, keyWord, option, redisUrl, wholeNumber } from './option-kinds.ts';

/** What `thumbline worker` was told. */
export interface WorkerOptions {
  readonly redis: string;
  readonly redisPrefix: string;
  readonly store: string;
  readonly jobs: number;
  readonly name: string;
  readonly stalledAfter: number;
}

export function workerCommand(): Command {
  const env = (name: string) => `THUMBLINE_${name}`;
  const texts: [string, string, string, ((text: string) => unknown)?][] = [
    ['--redis <url>', 'REDIS', 'where the service puts its jobs', redisUrl],
    ['--redis-prefix <word>', 'REDIS_PREFIX', 'as the service has it', keyWord],
    ['--store <dir>', 'STORE', 'as the service has it: a folder or s3://bucket/prefix'],
    ['--jobs <n>', 'JOBS', 'pictures at once (default: cores)', wholeNumber(1, 64)],
    ['--name <word>', 'WORKER_NAME', 'what the monitor calls it (default: the host’s name)'],
    [
      '--stalled-after <time>',
      'STALLED_AFTER',
      'silence after which others do its jobs',
      durationMs,
    ],
  ];
  const command = new Command('thumbline worker')
    .description('Makes the pictures that services put on Redis. Start as many as you like.')
    .allowExcessArguments(false);
  for (const [flags, name, help, parse] of texts) {
    command.addOption(option({ flags, env: env(name), help }, parse));
  }
  return command;
}

/** Fills in what was not said. The problem is one line for people. */
export function completeWorkerOptions(
  given: Partial<WorkerOptions>,
): Result<WorkerOptions, string> {
  if (given.redis === undefined) return notOk('A worker needs --redis.');
  return ok({
    redis: given.redis,
    redisPrefix: given.redisPrefix ?? 'thumbline',
    store: given.store ?? join(homedir(), '.local', 'share', 'thumbline', 'service'),
    jobs: given.jobs ?? availableParallelism(),
    name: given.name ?? hostname(),
    stalledAfter: given.stalledAfter ?? 30_000,
  });
}
