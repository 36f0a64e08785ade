import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
import { servingWords } from '../../shared/words/areas/serving.ts';
import {
  durationMs,
  keyWord,
  option,
  redisUrl,
  sizeBytes,
  tokens,
  wholeNumber,
} from './option-kinds.ts';

/** What `thumbline serve` was told. */
export interface ServeOptions {
  readonly host: string;
  readonly port: number;
  readonly token: readonly string[];
  readonly readOnlyToken: readonly string[];
  readonly allowHost: readonly string[];
  readonly redis: string | null;
  /** Keeps farms on one Redis apart. */
  readonly redisPrefix: string;
  /** A folder, or `s3://bucket/prefix`. */
  readonly store: string;
  /** The service's own folder: the history and its secret. */
  readonly data: string;
  readonly maxUpload: number;
  /** Of all pictures of one request. */
  readonly maxBatch: number;
  readonly queueLimit: number;
  readonly submitterLimit: number;
  readonly retention: number | null;
  readonly retentionSize: number | null;
  readonly requestTimeout: number;
  /** Requests a minute for each token or address; null sets no limit. */
  readonly rateLimit: number | null;
  readonly jobs: number;
  /** Pictures begun a second by a whole farm; null sets no limit. */
  readonly startRate: number | null;
  readonly compat: boolean;
}

/** 200 a second: a page full of pictures, or a sender that does not wait, stays below what one core answers. */
const usualRateLimit = 12_000;

const loopback = new Set(['127.0.0.1', 'localhost', '::1']);

export function isLoopback(host: string): boolean {
  return loopback.has(host);
}

const commas = (text: string) => text.split(',').map((word) => word.trim().toLowerCase());

export function serveCommand(): Command {
  const count = wholeNumber(1, 10_000_000);
  const rate = wholeNumber(0, 10_000_000);
  const env = (name: string) => `THUMBLINE_${name}`;
  const texts: [string, string, string, ((text: string) => unknown)?][] = [
    ['--host <address>', 'HOST', servingWords('serve.host')],
    ['--port <port>', 'PORT', servingWords('serve.port'), wholeNumber(0, 65_535)],
    ['--token <token>', 'TOKEN', servingWords('serve.token'), tokens],
    ['--read-only-token <token>', 'READ_ONLY_TOKEN', servingWords('serve.readOnlyToken'), tokens],
    ['--allow-host <name>', 'ALLOW_HOST', servingWords('serve.allowHost'), commas],
    ['--redis <url>', 'REDIS', servingWords('serve.redis'), redisUrl],
    ['--redis-prefix <word>', 'REDIS_PREFIX', servingWords('serve.redisPrefix'), keyWord],
    ['--store <dir>', 'STORE', servingWords('serve.store')],
    ['--data <dir>', 'DATA', servingWords('serve.data')],
    ['--max-upload <size>', 'MAX_UPLOAD', servingWords('serve.maxUpload'), sizeBytes],
    ['--max-batch <size>', 'MAX_BATCH', servingWords('serve.maxRequest'), sizeBytes],
    ['--queue-limit <n>', 'QUEUE_LIMIT', servingWords('serve.queueLimit'), count],
    ['--submitter-limit <n>', 'SUBMITTER_LIMIT', servingWords('serve.submitterLimit'), count],
    ['--retention <time>', 'RETENTION', servingWords('serve.retention'), durationMs],
    ['--retention-size <size>', 'RETENTION_SIZE', servingWords('serve.retentionSize'), sizeBytes],
    [
      '--request-timeout <time>',
      'REQUEST_TIMEOUT',
      servingWords('serve.requestTimeout'),
      durationMs,
    ],
    ['--rate-limit <n>', 'RATE_LIMIT', servingWords('serve.rateLimit'), rate],
    ['--start-rate <n>', 'START_RATE', servingWords('serve.startRate'), count],
    ['--jobs <n>', 'JOBS', servingWords('serve.jobs'), wholeNumber(1, 64)],
  ];
  const command = new Command('thumbline serve')
    .description(servingWords('serve.about'))
    .allowExcessArguments(false);
  for (const [flags, name, help, parse] of texts) {
    command.addOption(option({ flags, env: env(name), help }, parse));
  }
  const compat = servingWords('serve.compat');
  return command.addOption(option({ flags: '--compat', env: env('COMPAT'), help: compat }));
}

type Given = Partial<{ -readonly [Key in keyof ServeOptions]: ServeOptions[Key] }>;

/** On this computer alone nobody has to be slowed down. */
function rateLimitOf({ rateLimit }: Given, isForOthers: boolean): number | null {
  return (rateLimit ?? (isForOthers ? usualRateLimit : 0)) || null;
}

/** Fills in what was not said. The problem is one line for people. */
export function completeServeOptions(given: Given): Result<ServeOptions, string> {
  const host = given.host ?? '127.0.0.1';
  const token = given.token ?? [];
  if (!isLoopback(host) && token.length === 0) {
    return notOk(servingWords('serve.needsToken'));
  }
  const store = given.store ?? join(homedir(), '.local', 'share', 'thumbline', 'service');
  if (given.startRate !== undefined && given.redis === undefined) {
    return notOk(servingWords('serve.rateNeedsFarm'));
  }
  const isObjects = store.startsWith('s3://');
  if (isObjects && given.redis === undefined) {
    return notOk(servingWords('serve.objectsNeedFarm'));
  }
  if (isObjects && given.data === undefined) {
    return notOk(servingWords('serve.objectsNeedData'));
  }
  const queueLimit = given.queueLimit ?? 100_000;
  return ok({
    host,
    port: given.port ?? 5000,
    token,
    readOnlyToken: given.readOnlyToken ?? [],
    allowHost: given.allowHost ?? [],
    redis: given.redis ?? null,
    redisPrefix: given.redisPrefix ?? 'thumbline',
    store,
    data: given.data ?? store,
    maxUpload: given.maxUpload ?? 100_000_000,
    maxBatch: given.maxBatch ?? 1_000_000_000,
    queueLimit,
    submitterLimit: given.submitterLimit ?? queueLimit,
    retention: given.retention ?? null,
    retentionSize: given.retentionSize ?? null,
    requestTimeout: given.requestTimeout ?? 300_000,
    rateLimit: rateLimitOf(given, token.length > 0),
    startRate: given.startRate ?? null,
    jobs: given.jobs ?? availableParallelism(),
    compat: given.compat ?? false,
  });
}
