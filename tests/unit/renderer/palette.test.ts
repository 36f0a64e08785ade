import { describe, expect, test } from 'vitest';
import { matchWords } from '../../../src/renderer/features/palette/match-words.ts';
import { findEntries } from '../../../src/renderer/features/palette/palette-entries.ts';

const markedIn = (text: string, typed: string) =>
  matchWords(text, typed)
    ?.marked.map((at) => text[at])
    .join('');

describe('words that were typed', () => {
  test.each([
    ['Retry failed', 'ret', 'Ret'],
    ['Retry failed', 'fail re', 'Refail'],
    ['Retry failed', 'rf', 'Rf'],
    ['Choose files…', 'FILES', 'files'],
    ['Größe ändern', 'ander', 'änder'],
    ['Straße', 'strasse', 'Straße'],
    ['Thumbnails', 'nail', 'nail'],
    ['Lisbon, spring', 'spring lis', 'Lisspring'],
    ['日本の写真', '写真', '写真'],
  ])('in %s, %s finds %s', (text, typed, marked) => {
    expect(markedIn(text, typed)).toBe(marked);
  });

  test.each([
    ['Retry failed', 'retry x'],
    ['Retry failed', 'fr'],
    // One letter in the middle of a word would find nearly everything.
    ['Thumbnails', 'n'],
  ])('in %s, %s finds nothing', (text, typed) => {
    expect(matchWords(text, typed)).toBeNull();
  });

  test('find beginnings before initials, and those before the rest', () => {
    const labels = ['Import presets', 'Pause', 'Keep all', 'All Paths'];
    const entries = labels.map((label) => ({ id: label, label, run: () => undefined }));
    const [found] = findEntries([{ id: 'a', title: 'A', entries }], 'pa');
    expect(found?.entries.map(({ label }) => label)).toEqual(['Pause', 'All Paths']);
  });
});

test('without words all is there but what is only found, and no section is empty', () => {
  const entry = { id: 'x', label: 'Something', run: () => undefined };
  const sections = [
    { id: 'a', title: 'A', entries: [entry] },
    { id: 'b', title: 'B', entries: [] },
    { id: 'c', title: 'C', entries: [entry], isFoundOnly: true as const },
  ];
  const ids = (typed: string) => findEntries(sections, typed).map(({ id }) => id);
  expect(ids('  ')).toEqual(['a']);
  expect(ids('some')).toEqual(['a', 'c']);
  expect(ids('nothing')).toEqual([]);
});
