import { writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../src/main/ipc/answer-request.ts';
import { ok } from '../../../src/shared/result.ts';
import type { TaskSelection } from '../../../src/shared/task/history.ts';

/** What SQLite throws where there is no more room. */
function errorOfFullDisk(): unknown {
  using database = new DatabaseSync(':memory:');
  database.exec('PRAGMA max_page_count = 1');
  try {
    database.exec('CREATE TABLE tasks (id)');
  } catch (error) {
    return error;
  }
  throw new Error('there was room');
}

const unasked = () => {
  throw new Error('was carried out');
};
const noHandlers = { 'task:cancel': unasked, 'files:enqueue': unasked, 'preset:save': unasked };

/** Stops the test when a schema looks at it. */
const readsNothing = {
  get width(): never {
    throw new Error('was read');
  },
};

const manyIds = Array.from({ length: 50_000 }, (_, at) => `task-${at}`);

function asking(isTrusted: boolean, raw: unknown) {
  const cancelled: unknown[] = [];
  const logged: string[] = [];
  const parts = {
    handlers: {
      'task:cancel': (selection: TaskSelection) => {
        if (selection === 'all') throw new Error('a bug');
        if (selection.length === 2) throw errorOfFullDisk();
        if (selection.length === 3) writeFileSync('/dev/full', 'as settings are');
        cancelled.push(selection);
        return ok(undefined);
      },
    },
    log: (what: string) => {
      logged.push(what);
    },
  };
  const answer = answerRequest('task:cancel', { isTrusted, raw }, parts);
  return { answer, cancelled, logged };
}

describe('a request of the page', () => {
  it('reaches its handler parsed', async () => {
    const { answer, cancelled } = asking(true, ['task-1']);
    expect(await answer).toEqual(ok(undefined));
    expect(cancelled).toEqual([['task-1']]);
  });

  it.each([undefined, null, 7, 'everything', [], ['../x'], [{ id: 'a' }], { length: 1 }])(
    'is not understood when it is %j',
    async (raw) => {
      const { answer, cancelled } = asking(true, raw);
      expect(await answer).toMatchObject({ ok: false, problem: { code: 'not-understood' } });
      expect(cancelled).toEqual([]);
    },
  );

  it.each([
    ['task:cancel', new Uint8Array(3)],
    ['files:enqueue', { paths: new BigInt64Array(2), origin: 'drop' }],
    ['preset:save', { id: null, recipe: { outputs: new Float32Array(2) } }],
  ] as const)('is not understood, and never rejects, with a typed array in %s', async (...sent) => {
    const [channel, raw] = sent;
    const parts = { handlers: noHandlers, log: () => undefined };
    const answer = await answerRequest(channel, { isTrusted: true, raw }, parts);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-understood' } });
  });

  const million = Array.from({ length: 1_000_000 }, () => readsNothing);
  it.each([
    ['task:cancel', million],
    ['files:enqueue', { paths: million, origin: 'drop' }],
    ['preset:save', { id: null, recipe: { outputs: million } }],
  ] as const)('of a million in %s is refused before one of them is read', async (...sent) => {
    const [channel, raw] = sent;
    const parts = { handlers: noHandlers, log: () => undefined };
    const answer = await answerRequest(channel, { isTrusted: true, raw }, parts);
    const message = 'That is too much at once. Add the folder instead, or fewer files.';
    expect(answer).toEqual({ ok: false, problem: { code: 'not-possible', message } });
  });

  it('of 100,000 entries reaches its handler whole, and main does other things while it is parsed', async () => {
    const ids = Array.from({ length: 100_000 }, (_, at) => `task-${at}`);
    const cancelled: unknown[] = [];
    const turns: number[] = [];
    const count = () => {
      turns.push(turns.length);
      if (cancelled.length === 0) setImmediate(count);
    };
    setImmediate(count);
    const handlers = {
      'task:cancel': (selection: TaskSelection) => {
        cancelled.push(selection);
        return ok(undefined);
      },
    };
    const parts = { handlers, log: () => undefined };
    await answerRequest('task:cancel', { isTrusted: true, raw: ids }, parts);
    expect(cancelled).toEqual([ids]);
    expect(turns.length).toBeGreaterThan(5);
  });

  it.each([
    ['a wrong entry near the end', 'task:cancel', [...manyIds, '../x']],
    ['more than the channel takes', 'task:run-again', { taskIds: manyIds, recipe: {} }],
    ['two long lists', 'pictures:enqueue', { pictures: manyIds, paths: manyIds, origin: 'drop' }],
  ] as const)('with a long list is not understood with %s', async (_, channel, raw) => {
    const parts = {
      handlers: { ...noHandlers, 'task:run-again': unasked, 'pictures:enqueue': unasked },
      log: () => undefined,
    };
    const answer = await answerRequest(channel, { isTrusted: true, raw }, parts);
    expect(answer).toMatchObject({ ok: false, problem: { code: 'not-understood' } });
  });

  it('is refused when a stranger sends it, whatever it says', async () => {
    const { answer, cancelled } = asking(false, ['task-1']);
    expect(await answer).toMatchObject({ ok: false, problem: { code: 'not-allowed' } });
    expect(cancelled).toEqual([]);
  });

  it('that meets a bug is answered all the same, and logged', async () => {
    const { answer, logged } = asking(true, 'all');
    expect(await answer).toMatchObject({ ok: false, problem: { code: 'internal' } });
    expect(logged).toEqual(['task:cancel']);
  });

  it.each([
    ['the history', ['task-1', 'task-2']],
    ['a file', ['task-1', 'task-2', 'task-3']],
  ])('that cannot be stored in %s for want of room says so', async (_, raw) => {
    const { answer } = asking(true, raw);
    const message =
      'The disk on which Thumbline keeps its own files is full. Make room there, then try again.';
    expect(await answer).toMatchObject({ ok: false, problem: { message } });
  });
});
