import { availableParallelism, homedir } from 'node:os';
import { join } from 'node:path';
import { Command } from 'commander';
import { notOk, ok, type Result } from '../../shared/result.ts';
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
    ['--host <address>', 'HOST', 'where to listen (default: 127.0.0.1)'],
    ['--port <port>', 'PORT', '0 takes a free one (default: 5000)', wholeNumber(0, 65_535)],
    ['--token <token>', 'TOKEN', 'who may do everything; several with commas', tokens],
    ['--read-only-token <token>', 'READ_ONLY_TOKEN', 'who may only look', tokens],
    ['--allow-host <name>', 'ALLOW_HOST', 'further names this service is called by', commas],
    ['--redis <url>', 'REDIS', 'let `thumbline worker` processes make the pictures', redisUrl],
    ['--redis-prefix <word>', 'REDIS_PREFIX', 'keeps farms on one Redis apart', keyWord],
    ['--store <dir>', 'STORE', 'uploads and outputs: a folder or s3://bucket/prefix'],
    ['--data <dir>', 'DATA', 'the history (default: the store, if it is a folder)'],
    ['--max-upload <size>', 'MAX_UPLOAD', 'largest upload (default: 100MB)', sizeBytes],
    ['--queue-limit <n>', 'QUEUE_LIMIT', 'unfinished tasks at once (default: 100000)', count],
    ['--submitter-limit <n>', 'SUBMITTER_LIMIT', 'the same for each token', count],
    ['--retention <time>', 'RETENTION', 'remove what is older, for example 7d', durationMs],
    ['--retention-size <size>', 'RETENTION_SIZE', 'keep the store below that', sizeBytes],
    ['--request-timeout <time>', 'REQUEST_TIMEOUT', 'for a whole upload (5m)', durationMs],
    ['--rate-limit <n>', 'RATE_LIMIT', 'requests a minute for each token; 0 sets none', rate],
    ['--start-rate <n>', 'START_RATE', 'pictures begun a second by all workers', count],
    ['--jobs <n>', 'JOBS', 'pictures at once without Redis (default: cores)', wholeNumber(1, 64)],
  ];
  const command = new Command('thumbline serve')
    .description('Takes pictures over HTTP and makes their thumbnails.')
    .allowExcessArguments(false);
  for (const [flags, name, help, parse] of texts) {
    command.addOption(option({ flags, env: env(name), help }, parse));
  }
  const compat = 'the words and status codes of the old service, for its old clients';
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
    return notOk('Beyond this computer a token is needed: add --token.');
  }
  const store = given.store ?? join(homedir(), '.local', 'share', 'thumbline', 'service');
  if (given.startRate !== undefined && given.redis === undefined) {
    return notOk('A start rate is for a farm: add --redis.');
  }
  const isObjects = store.startsWith('s3://');
  if (isObjects && given.redis === undefined) {
    return notOk('With s3:// the pictures are made by workers: add --redis.');
  }
  if (isObjects && given.data === undefined) {
    return notOk('With s3:// the history needs a folder of its own: add --data.');
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
