import { globSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { expect, test } from 'vitest';

const root = resolve(import.meta.dirname, '../../../src/renderer');
const textOf = (path: string) =>
  readFileSync(resolve(root, path), 'utf8').replaceAll(/\/\*.*?\*\//gs, '');
const sheets = globSync('**/*.css', { cwd: root }).map(textOf);

interface Rule {
  readonly selectors: readonly string[];
  readonly body: string;
}

/** The innermost rules of a sheet. */
const rulesOf = (sheet: string): Rule[] =>
  [...sheet.matchAll(/([^{}]+)\{([^{}]*)\}/g)].map(([, selectors = '', body = '']) => ({
    selectors: selectors.split(/,(?![^(]*\))/).map((selector) => selector.trim()),
    body,
  }));

/** What holds where the system's colours replace those of the page. */
const [, forced = ''] = textOf('styles/base.css').split('@media (forced-colors: active)');
const rules = sheets.flatMap(rulesOf);

test('what floats above the page has an edge where no shadow is drawn', () => {
  const floating = rules
    .filter(({ body }) => body.includes('var(--shadow-pop)'))
    .flatMap(({ selectors }) => selectors);
  expect(floating).toContain('.dialog');
  const edged = /:is\(([^)]*)\) \{\s*border: 1px solid CanvasText/.exec(forced)?.[1] ?? '';
  expect(edged.split(',').map((selector) => selector.trim())).toEqual(
    expect.arrayContaining(floating),
  );
});

test('what is chosen is outlined where no ground is drawn', () => {
  const told = /\[[^\]]*(?:select|check|press|current|highlight|chosen)[^\]]*\](?=$)/;
  const tellers = rules
    .filter(({ body }) => /background(?:-color)?:/.test(body))
    .flatMap(({ selectors }) => selectors.flatMap((selector) => told.exec(selector) ?? []));
  expect(tellers).toContain("[aria-pressed='true']");
  expect([...new Set(tellers)].filter((teller) => !forced.includes(teller))).toEqual([]);
});

test('what only its colour draws has one of the system', () => {
  const drawn = rules
    .filter(({ body }) => !body.includes('font') && /\b(?:width|height|content):/.test(body))
    .flatMap(({ body }) => /background: var\((--[\w-]+)\)/.exec(body)?.[1] ?? []);
  const grounds = new Set([
    '--surface',
    '--raised',
    '--bg',
    '--tile',
    '--sunken',
    '--scrim',
    '--hover',
    '--warn-soft',
    '--bad-soft',
  ]);
  const marks = [...new Set(drawn)].filter((token) => !grounds.has(token));
  expect(marks).toContain('--accent');
  expect(marks.filter((token) => !forced.includes(`${token}: `))).toEqual([]);
});
