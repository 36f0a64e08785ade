import { globSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { englishAreas } from '../../../scripts/english-areas.js';
import { formats } from '../../../src/shared/formats/formats.ts';
import { failure } from '../../../src/shared/task/failure.ts';
import { failureLine } from '../../../src/shared/task/failure-words.ts';
import { formatsWords } from '../../../src/shared/words/areas/formats.ts';
import { subjectsWords } from '../../../src/shared/words/areas/subjects.ts';
import { english, speak } from '../../../src/shared/words/language.ts';
import { pseudoLanguage } from '../../../src/shared/words/pseudo.ts';
import { ownWords } from '../../support/own-words.ts';

const source = resolve(import.meta.dirname, '../../../src');
/** Of a message, as of a text in the code: `…` where a value stands. */
const shapeOf = (message: string) => message.replaceAll(/\{[^}]*\}/g, '…');
const said = englishAreas().find(({ name }) => name === 'subjects')?.messages ?? {};
const shapes = new Set(Object.values(said).map(shapeOf));

/** Where failures are made, and what a format is called. */
const places = ['worker', 'broker', 'engine', 'shared/formats', 'shared/task'];
const found = globSync(
  places.map((place) => `${place}/**/*.ts`),
  { cwd: source },
).flatMap((path) => {
  const text = readFileSync(join(source, path), 'utf8');
  return ownWords(path, text).map(({ words }) =>
    words.replaceAll(/plural\(pages, '(\w+)'\)/g, '… $1'),
  );
});
const explanations = Object.values(formats).flatMap(({ reads, ...format }) =>
  'explanation' in format ? [reads, format.explanation] : [reads],
);
const nouns = Object.values(formats).map(({ noun }) => noun);

/** For whoever reports a bug, and what `thumbline formats` says of a signature. */
const notSubjects = new Set([
  'a later element',
  'a bare codestream',
  'a container',
  'another folder is there',
  'it could not be started: …',
  'it said something that is no message',
  'it spoke without being asked',
  'it answered "…" out of turn',
  'its broker',
  'too much memory',
]);

test('every kind of file and every reason that a failure names is in the catalogue', () => {
  const named = found.filter((words) => /^(?:an? \S|its? |another |something |too )/.test(words));
  expect(
    [...new Set([...named, ...nouns])].filter(
      (words) => !shapes.has(words) && !notSubjects.has(words),
    ),
  ).toEqual([]);
});

test('what is read of each format is in the catalogue', () => {
  speak(pseudoLanguage);
  const unsaid = explanations.filter((words) => formatsWords.again(words) === words);
  speak(english);
  expect(unsaid).toEqual([]);
});

describe('in another language', () => {
  afterEach(() => speak(english));

  test('failures that were stored in English are said whole, with their values', () => {
    speak(pseudoLanguage);
    expect(subjectsWords.again('a JPEG XR picture')).toMatch(/^\[á.*\]$/);
    expect(subjectsWords.again('9 pages; page 1,200 was asked for')).toMatch(/^\[9 .* 1,200 .*\]$/);
    // The reason in it is said, too.
    const reason = subjectsWords.again('the disk reports an error');
    expect(subjectsWords.again('this file: the disk reports an error')).toContain(reason);
    expect(subjectsWords.again('something of a later version')).toBe(
      'something of a later version',
    );
    expect(failureLine(failure('format-unsupported', 'a ZIP archive'))).toContain(
      subjectsWords.again('a ZIP archive'),
    );
  });

  test('folders are named as they are', () => {
    speak(pseudoLanguage);
    expect(failureLine(failure('output-unwritable', 'a folder'))).toContain('\u2068a folder\u2069');
  });
});
