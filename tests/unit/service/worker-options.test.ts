import { afterEach, describe, expect, test, vi } from 'vitest';
import { readArguments } from '../../../src/service/command/parse.ts';
import {
  completeWorkerOptions,
  workerCommand,
} from '../../../src/service/command/worker-options.ts';

afterEach(() => vi.unstubAllEnvs());

/** What `thumbline worker` understands when these words are typed. */
function understood(...typed: string[]) {
  const command = workerCommand();
  const read = readArguments(command, typed);
  return read.ok ? completeWorkerOptions(command.opts()) : read;
}

const environment = {
  REDIS: 'redis://redis:6379',
  REDIS_PREFIX: 'mine',
  STORE: 's3://pictures/farm',
  JOBS: '3',
  WORKER_NAME: 'third',
  STALLED_AFTER: '1m',
};

describe('the options of a worker', () => {
  test('are the same as environment variables, and what is typed goes before them', () => {
    for (const [name, value] of Object.entries(environment)) {
      vi.stubEnv(`THUMBLINE_${name}`, value);
    }
    const options = {
      redis: 'redis://redis:6379',
      redisPrefix: 'mine',
      store: 's3://pictures/farm',
      jobs: 3,
      name: 'third',
      stalledAfter: 60_000,
    };
    expect(understood()).toEqual({ ok: true, value: options });
    expect(understood('--jobs', '4', '--name', 'typed', '--stalled-after', '2s')).toEqual({
      ok: true,
      value: { ...options, jobs: 4, name: 'typed', stalledAfter: 2000 },
    });
    expect(
      understood('--redis', 'rediss://other', '--redis-prefix', 'yours', '--store', '/typed'),
    ).toMatchObject({ value: { redis: 'rediss://other', redisPrefix: 'yours', store: '/typed' } });
  });

  test('have each a variable, and no other ones', () => {
    const variables = workerCommand().options.map(({ envVar }) => envVar);
    expect(variables).toEqual(Object.keys(environment).map((name) => `THUMBLINE_${name}`));
  });

  test('that are empty in the environment are not said', () => {
    vi.stubEnv('THUMBLINE_JOBS', '');
    vi.stubEnv('THUMBLINE_REDIS', '');
    expect(understood()).toEqual({ ok: false, problem: 'A worker needs --redis.' });
    expect(understood('--redis', 'redis://a')).toMatchObject({ ok: true });
  });

  test.each([
    [['--redis', 'http://a'], /redis:\/\/host:port/],
    [['--redis', 'redis://a', '--jobs', '0'], /whole number from 1 to 64/],
    [['--redis', 'redis://a', '--stalled-after', 'soon'], /a time like/],
    [['--token', 'a'], /^There is no option --token\.$/],
  ])('say in one line what is wrong with %j', (typed, problem) => {
    expect(understood(...typed)).toEqual({ ok: false, problem: expect.stringMatching(problem) });
  });
});
