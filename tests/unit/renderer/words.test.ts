import { expect, test } from 'vitest';
import {
  batchSummary,
  statusLine,
  taskDescription,
  taskLine,
} from '../../../src/renderer/words/task-words.ts';
import { grownWords, savedWords, sizeWords } from '../../../src/renderer/words/numbers.ts';
import { dayWords, durationWords, timeLeftWords } from '../../../src/renderer/words/times.ts';
import { splitName } from '../../../src/renderer/ui/split-name.ts';
import { english, speak } from '../../../src/shared/words/language.ts';
import { pseudoLanguage } from '../../../src/shared/words/pseudo.ts';
import { noteWords } from '../../../src/shared/task/failure-words.ts';
import { emptyTally } from '../../../src/shared/task/tally.ts';
import { aDoneTask, aTask } from './a-task.ts';

test('says how much was saved, never that all of it was', () => {
  expect(savedWords(1000, 250)).toBe('−75 %');
  expect(savedWords(10_000_000, 10)).toBe('−99.9 %');
  expect(savedWords(100, 200)).toBeNull();
});

test.each([
  [80, '80 ms'],
  [1900, '1.9 s'],
  [65_000, '1 min 5 s'],
  [3_720_000, '1 h 2 min'],
])('%i ms took %s', (ms, words) => {
  expect(durationWords(ms)).toBe(words);
});

test.each([
  [1200, 'a few seconds'],
  [21_300, '21 s'],
  [58_000, '60 s'],
  [100_000, '2 min'],
  [3_590_000, '1 h'],
  [7_140_000, '2 h'],
  [5_700_000, '1 h 35 min'],
])('%i ms are left: %s', (ms, words) => {
  expect(timeLeftWords(ms)).toBe(words);
});

test('names near days', () => {
  const now = new Date(2026, 4, 20, 12).getTime();
  expect(dayWords(new Date(2026, 4, 20, 1).getTime(), now)).toBe('Today');
  expect(dayWords(new Date(2026, 4, 19, 23).getTime(), now)).toBe('Yesterday');
  expect(dayWords(new Date(2025, 0, 2).getTime(), now)).toBe('January 2, 2025');
});

test('tells each task in one line', () => {
  expect(taskLine(aDoneTask(1, 30), 1)).toBe('1 KB → 30 B');
  expect(taskLine(aTask(1, { status: 'running', startedAt: 1 }), 3)).toBe('Making 3 sizes…');
  const failed = { status: 'failed', failure: { code: 'image-truncated', subject: null } } as const;
  expect(taskLine(aTask(1, failed), 1)).toBe('The file ends too early');
  expect(taskDescription(aDoneTask(1, 30), 1)).toBe('Done, 1 KB to 30 B');
});

test.each([
  ['doubtful', 'May be wrong'],
  ['incomplete', 'Parts left out'],
  ['first-frame-only', 'First frame only'],
  ['damaged', 'Damaged'],
] as const)('a result that is %s is no plain success', (note, words) => {
  const task = aDoneTask(1, 500, { notes: ['larger-than-source', note] });
  expect(taskLine(task, 1)).toBe(`${words}, 1 KB → 500 B`);
  expect(statusLine(task)).toBe(`Done, ${words.toLowerCase()}`);
  expect(taskDescription(task, 1)).toBe(`Done, ${words}, 1 KB to 500 B`);
});

test('a gain map that was left out is told in the details, and the result is a plain success', () => {
  const task = aDoneTask(1, 500, { notes: ['gain-map-dropped'] });
  expect(statusLine(task)).toBe('Done');
  expect(noteWords('gain-map-dropped')).toContain('HDR');
});

test('a result that is larger than its original is no plain success', () => {
  const larger = aDoneTask(1, 3000, { notes: ['larger-than-source'] });
  expect(taskLine(larger, 1)).toBe('1 KB → 3 KB, larger');
  expect(statusLine(larger)).toBe('Done, larger');
  expect(statusLine(aDoneTask(1, 30))).toBe('Done');
  expect(taskDescription(larger, 1)).toBe('Done, 1 KB to 3 KB, larger');
  expect(grownWords(1000, 3000)).toBe('+200 %');
  expect(grownWords(1000, 1000)).toBeNull();
});

test('read from right to left, what became of a picture follows its arrow, and its width stays first', () => {
  speak(pseudoLanguage);
  try {
    const line = taskLine(aDoneTask(1, 30), 1);
    expect(line.indexOf('1 KB')).toBeLessThan(line.indexOf('←'));
    expect(line.indexOf('←')).toBeLessThan(line.indexOf('30 B'));
    expect(line).not.toContain('→');
    expect(sizeWords({ width: 300, height: 200 })).toBe('\u2068300 × 200\u2069');
    expect(savedWords(1000, 250)).toBe('\u2068−75 %\u2069');
    expect(grownWords(1000, 3000)).toBe('\u2068+200 %\u2069');
  } finally {
    speak(english);
  }
});

test('sums the queue up', () => {
  const tally = { ...emptyTally, queued: 792, succeeded: 409, failed: 3 };
  expect(batchSummary(tally)).toBe('409 of 1,204 done, 3 failed');
  expect(batchSummary({ ...emptyTally, failed: 2 })).toBe('0 of 2 done, 2 failed');
  const ended = { ...emptyTally, succeeded: 5, skipped: 1, cancelled: 2, failed: 1 };
  expect(batchSummary(ended)).toBe('5 of 9 done, 1 skipped, 2 cancelled, 1 failed');
  expect(batchSummary(emptyTally)).toBe('');
});

test('keeps the end of a long name, and never cuts a character in two', () => {
  expect(splitName('a-rather-long-name.jpeg')).toEqual({
    start: 'a-rather-long-',
    end: 'name.jpeg',
  });
  expect(splitName('short.jpg')).toEqual({ start: 'short.jpg', end: '' });
  const { start, end } = splitName('snow on the hills 🎿abc.png');
  expect(start + end).toBe('snow on the hills 🎿abc.png');
  expect(end.isWellFormed()).toBe(true);
  expect(splitName('צילום ארוך מאוד.png').end).toBe('.png');
});
