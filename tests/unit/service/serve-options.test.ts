import { afterEach, describe, expect, test, vi } from 'vitest';
import { readArguments } from '../../../src/service/command/parse.ts';
import { completeServeOptions, serveCommand } from '../../../src/service/command/serve-options.ts';

afterEach(() => vi.unstubAllEnvs());

/** What `thumbline serve` understands when these words are typed. */
function understood(...typed: string[]) {
  const command = serveCommand();
  const read = readArguments(command, typed);
  return read.ok ? completeServeOptions(command.opts()) : read;
}

describe('the options of the service', () => {
  test('are the same as environment variables, and what is typed goes before them', () => {
    const environment = {
      HOST: '0.0.0.0',
      PORT: '5001',
      TOKEN: 'first-token,second-token',
      READ_ONLY_TOKEN: 'look-only',
      ALLOW_HOST: 'pictures.example',
      REDIS: 'redis://redis:6379',
      REDIS_PREFIX: 'mine',
      STORE: '/store',
      DATA: '/data',
      MAX_UPLOAD: '20MB',
      MAX_BATCH: '200MB',
      QUEUE_LIMIT: '10',
      SUBMITTER_LIMIT: '5',
      RETENTION: '7d',
      RETENTION_SIZE: '1GB',
      REQUEST_TIMEOUT: '1m',
      RATE_LIMIT: '100',
      START_RATE: '50',
      JOBS: '3',
      COMPAT: '1',
    };
    const variables = serveCommand().options.map(({ envVar }) => envVar);
    expect(variables).toEqual(Object.keys(environment).map((name) => `THUMBLINE_${name}`));
    for (const [name, value] of Object.entries(environment)) {
      vi.stubEnv(`THUMBLINE_${name}`, value);
    }
    const options = {
      host: '0.0.0.0',
      port: 5001,
      token: ['first-token', 'second-token'],
      readOnlyToken: ['look-only'],
      allowHost: ['pictures.example'],
      redis: 'redis://redis:6379',
      redisPrefix: 'mine',
      store: '/store',
      data: '/data',
      maxUpload: 20_000_000,
      maxBatch: 200_000_000,
      queueLimit: 10,
      submitterLimit: 5,
      retention: 7 * 86_400_000,
      retentionSize: 1_000_000_000,
      requestTimeout: 60_000,
      rateLimit: 100,
      startRate: 50,
      jobs: 3,
      compat: true,
    };
    expect(understood()).toEqual({ ok: true, value: options });
    expect(understood('--port', '6000')).toMatchObject({ value: { ...options, port: 6000 } });
  });

  test.each(['', '0', 'false', 'no'])('leave a switch alone that is set to “%s”', (word) => {
    vi.stubEnv('THUMBLINE_COMPAT', word);
    vi.stubEnv('THUMBLINE_PORT', '');
    expect(understood()).toMatchObject({ ok: true, value: { compat: false, port: 5000 } });
    expect(understood('--compat')).toMatchObject({ value: { compat: true } });
  });

  test('limit requests by themselves where others can ask, and not on this computer alone', () => {
    expect(understood()).toMatchObject({ value: { host: '127.0.0.1', rateLimit: null } });
    expect(understood('--token', 'first-token')).toMatchObject({ value: { rateLimit: 12_000 } });
    expect(understood('--token', 'first-token', '--rate-limit', '0')).toMatchObject({
      value: { rateLimit: null },
    });
  });

  test.each([
    [['--host', '0.0.0.0'], 'Beyond this computer a token is needed: add --token.'],
    [['--token', 'short'], /8 to 200 letters/],
    [['--store', 's3://bucket'], 'With s3:// the pictures are made by workers: add --redis.'],
    [['--start-rate', '50'], 'A start rate is for a farm: add --redis.'],
    [['--rate-limit', 'many'], /whole number from 0/],
    [['--nonsense'], 'There is no option --nonsense.'],
    [['--port'], '--port needs a value: --port <port>.'],
    [['--port', 'x'], /^--port cannot be "x"\. Use a whole number/],
  ])('say in one line what is wrong with %j', (typed, problem) => {
    expect(understood(...typed)).toEqual({
      ok: false,
      problem: typeof problem === 'string' ? problem : expect.stringMatching(problem),
    });
  });
});
