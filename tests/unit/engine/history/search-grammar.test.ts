import { expect, test } from 'vitest';
import { parseSearch } from '../../../../src/engine/history/search-grammar.ts';

/** A Wednesday afternoon. */
const now = new Date(2026, 6, 15, 14, 30);
const day = (month: number, date: number, year = 2026) => new Date(year, month - 1, date).getTime();

/** The terms as `kind value`, an excluded one with its minus. */
function termsOf(text: string): string[] {
  return parseSearch(text, now).terms.map(({ isExcluded, ...term }) => {
    const { kind, ...values } = term;
    return `${isExcluded ? '-' : ''}${kind} ${Object.values(values).flat().join(' ')}`;
  });
}

test('an empty search asks for everything', () => {
  expect(parseSearch('   ')).toEqual({ terms: [], unknown: [] });
});

test.each([
  [
    'status:failed name:IMG_20* lisbon format:PNG',
    ['status failed', 'name IMG_20*', 'word lisbon', 'format png'],
  ],
  ['"day one" name:"my file.jpg" two', ['word day one', 'name my file.jpg', 'word two']],
  ['name:"half typed', ['name half typed']],
  [String.raw`C:\photos`, [String.raw`word C:\photos`]],
  ['status:done,Waiting', ['status succeeded queued']],
  ['status:"Done"', ['status succeeded']],
  ['STATUS:Canceled', ['status cancelled']],
  ['status: failed after: last week', ['status failed', `after ${day(7, 6)}`]],
  ['status:PENDING status:working', ['status queued', 'status running']],
  ['-draft -"day one" -status:failed', ['-word draft', '-word day one', '-status failed']],
  ['- "-draft" a-b', ['word -', 'word -draft', 'word a-b']],
  ['preset:"Web set" batch:seven', ['preset Web set', 'batch seven']],
  ['"photo:1.jpg" größe', ['word photo:1.jpg', 'word größe']],
])('%j asks for %j', (text, terms) => {
  expect([termsOf(text), parseSearch(text, now).unknown]).toEqual([terms, []]);
});

test.each([
  ['size:>1MB', ['size > 1000000']],
  ['size:<=500kb', ['size <= 500000']],
  ['size:> 1.5 MB dunes', ['size > 1500000', 'word dunes']],
  ['-size:>=2g', ['-size >= 2000000000']],
])('%j asks for %j: sizes as they are shown', (text, terms) => {
  expect([termsOf(text), parseSearch(text, now).unknown]).toEqual([terms, []]);
});

test.each([
  ['2026-03-01', day(3, 1)],
  ['2026-03', day(3, 1)],
  ['2027', day(1, 1, 2027)],
  ['today', day(7, 15)],
  ['Yesterday', day(7, 14)],
  ['7d', day(7, 8)],
  ['"7 days ago"', day(7, 8)],
  ['7 days', day(7, 8)],
  ['2w', day(7, 1)],
  ['3 months', day(4, 15)],
  ['1y', day(7, 15, 2025)],
  ['2h', now.getTime() - 2 * 3_600_000],
  ['"this week"', day(7, 13)],
  ['last week', day(7, 6)],
  ['last-month', day(6, 1)],
  ['last year', day(1, 1, 2025)],
  ['last 30 days', day(6, 15)],
  ['monday', day(7, 13)],
  ['thu', day(7, 9)],
  ['march', day(3, 1)],
  ['december', day(12, 1, 2025)],
])('after:%s begins where people mean, and before: ends there', (text, at) => {
  for (const kind of ['after', 'before'] as const) {
    const { terms, unknown } = parseSearch(`${kind}:${text} dunes`, now);
    expect([terms, unknown]).toEqual([
      [
        { kind, at, isExcluded: false },
        { kind: 'word', text: 'dunes', isExcluded: false },
      ],
      [],
    ]);
  }
});

test.each([
  ['colour:red', '“colour:” is not known. Known are status:, name:, format:, preset:, batch:'],
  ['größe:>1', '“größe:” is not known.'],
  ['-colour:red', '“colour:” is not known.'],
  ['status:purple', '“purple” is no status. Known are waiting, running, done, failed, cancelled'],
  ['status:failed,purple', '“purple” is no status.'],
  ['after:2026-02-30', '“2026-02-30” is no date. Try 2026-03-01, today, yesterday, 7d'],
  ['before:soon', '“soon” is no date.'],
  ['after:9999999d', '“9999999d” is no date.'],
  ['size:10', '“10” says no size to compare with. Try size:>1MB or size:<500KB.'],
  ['size:>big', '“>big” says no size to compare with.'],
  ['name:', '“name:” needs something behind it, such as name:IMG_20*.'],
  ['format:', '“format:” needs something behind it, such as format:png.'],
  ['-status:""', '“status:” needs something behind it, such as status:failed.'],
])('%s is not understood, and the line says what is', (text, problem) => {
  const { terms, unknown } = parseSearch(`dunes ${text}`, now);
  expect([terms.length, unknown]).toEqual([
    1,
    [{ word: text, problem: expect.stringContaining(problem) as string }],
  ]);
});
