import { describe, expect, it } from 'vitest';
import { createListParts } from '../../../src/main/ipc/list-parts.ts';
import { partLength, sendInParts } from '../../../src/shared/ipc/list-parts.ts';
import { refuse } from '../../../src/shared/ipc/answers.ts';
import { ok } from '../../../src/shared/result.ts';

const idsOf = (count: number) => Array.from({ length: count }, (_, at) => `task-${at}`);

/** A page and main, with what lies between them written down. After `mostParts` nothing gets through. */
function connect(parts = createListParts(), mostParts = Infinity) {
  const lengths: number[] = [];
  const received: unknown[] = [];
  const refusal = refuse('not-understood', 'That is no part.');
  const inParts = sendInParts((list, part) => {
    lengths.push(part.length);
    const isTaken = lengths.length <= mostParts && parts.keep([list, part]);
    return Promise.resolve(isTaken ? ok(undefined) : refusal);
  });
  const send = async (input: unknown) => {
    const rest = await inParts(input);
    if (!rest.ok) return rest.problem.code;
    const [raw, sent] = rest.value;
    received.push(sent === undefined ? raw : parts.complete(raw, sent));
    return 'sent';
  };
  return { parts, send, lengths, received };
}

describe('a long list of the page', () => {
  it.each([
    ['alone', idsOf(100_000)],
    ['in a field', { taskIds: idsOf(100_000), recipe: { name: 'small' } }],
    ['in a field of a field', { files: { paths: idsOf(100_000) }, recipe: {} }],
  ])('reaches main whole, in parts that take a moment each: %s', async (_, input) => {
    const { send, lengths, received } = connect();
    await send(input);
    expect(received).toEqual([input]);
    expect(lengths).toEqual(Array.from({ length: 100_000 / partLength }, () => partLength));
  });

  it('that is short is sent with what it belongs to', async () => {
    const { send, lengths, received } = connect();
    await send(idsOf(partLength));
    expect([lengths, received]).toEqual([[], [idsOf(partLength)]]);
  });

  it('of a million is not sent at all', async () => {
    const { send, lengths, received } = connect();
    expect(await send(Array.from({ length: 1_000_000 }))).toBe('not-possible');
    expect([lengths, received]).toEqual([[], []]);
  });

  it('is answered as main answers a part that it does not take', async () => {
    const { send, received } = connect();
    const wrong = Array.from({ length: partLength + 1 }, () => 7);
    expect(await send(wrong)).toBe('not-understood');
    expect(received).toEqual([]);
  });

  it('has nothing of one that the page before it in the same window sent in part', async () => {
    const before = connect(createListParts(), 2);
    await before.send(idsOf(100_000));
    const { send, received } = connect(before.parts);
    const list = Array.from({ length: 10_000 }, (_, at) => `newer-${at}`);
    await send(list);
    expect(received).toEqual([list]);
  });

  it('is used once', () => {
    const { parts } = connect();
    parts.keep([1, ['a', 'b']]);
    expect(parts.complete([], { list: 1, way: [] })).toEqual(['a', 'b']);
    expect(parts.complete([], { list: 1, way: [] })).toBeUndefined();
  });

  it.each([
    ['where no list is expected', { recipe: {} }, { list: 1, way: ['taskIds'] }],
    ['in the place of another', { taskIds: ['b'] }, { list: 1, way: ['taskIds'] }],
    ['of a page that names no list', [], { way: [] }],
    ['deeper than any list is', { a: { b: { c: [] } } }, { list: 1, way: ['a', 'b', 'c'] }],
  ])('is not put %s', (_, raw, sent) => {
    const { parts } = connect();
    parts.keep([1, ['a']]);
    expect(parts.complete(raw, sent)).toBeUndefined();
  });
});

describe('a page that was taken over', () => {
  it.each([
    ['no part', 'everything'],
    ['a part that is longer than ours', [1, idsOf(partLength + 1)]],
    ['a part of something else than words', [1, [{ path: '/' }]]],
    ['a word that no path is as long as', [1, ['a'.repeat(8193)]]],
  ])('is refused %s', (_, raw) => {
    expect(connect().parts.keep(raw)).toBe(false);
  });

  it('is refused a list that gets longer than any may be, of which nothing is kept', () => {
    const { parts } = connect();
    const part = idsOf(partLength);
    const taken = Array.from({ length: 26 }, () => parts.keep([1, part]));
    expect(taken.filter((is) => !is)).toHaveLength(1);
    expect(parts.complete([], { list: 1, way: [] })).toBeUndefined();
  });

  it('that sends parts of ever more lists takes the place of its own older ones', () => {
    const { parts } = connect();
    const part = idsOf(partLength);
    for (let list = 0; list < 200; list++) parts.keep([list, part]);
    const kept = Array.from({ length: 200 }, (_, list) => parts.complete([], { list, way: [] }));
    expect(kept.filter((list) => list !== undefined)).toHaveLength(100);
    expect(kept.at(-1)).toEqual(part);
  });
});
