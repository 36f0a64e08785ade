import { availableParallelism, homedir, hostname } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { servingWords } from '../../shared/words/areas/serving.ts';
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
    ['--redis <url>', 'REDIS', servingWords('worker.redis'), redisUrl],
    ['--redis-prefix <word>', 'REDIS_PREFIX', servingWords('worker.redisPrefix'), keyWord],
    ['--store <dir>', 'STORE', servingWords('worker.store')],
    ['--jobs <n>', 'JOBS', servingWords('worker.jobs'), wholeNumber(1, 64)],
    ['--name <word>', 'WORKER_NAME', servingWords('worker.name')],
    ['--stalled-after <time>', 'STALLED_AFTER', servingWords('worker.stalledAfter'), durationMs],
  ];
  const command = new Command('thumbline worker')
    .description(servingWords('worker.about'))
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
  if (given.redis === undefined) return notOk(servingWords('worker.needsRedis'));
  return ok({
    redis: given.redis,
    redisPrefix: given.redisPrefix ?? 'thumbline',
    store: given.store ?? join(homedir(), '.local', 'share', 'thumbline', 'service'),
    jobs: given.jobs ?? availableParallelism(),
    name: given.name ?? hostname(),
    stalledAfter: given.stalledAfter ?? 30_000,
  });
}
