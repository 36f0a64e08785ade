import { describe, expect, it } from 'vitest';
import { answerRequest } from '../../../src/main/ipc/answer-request.ts';
import { ok } from '../../../src/shared/result.ts';

function asking(isTrusted: boolean, raw: unknown) {
  const cancelled: unknown[] = [];
  const logged: string[] = [];
  const parts = {
    handlers: {
      'task:cancel': (selection: unknown) => {
        if (selection === 'all') throw new Error('a bug');
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
});
