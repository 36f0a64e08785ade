import { globSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { englishAreas } from '../../../scripts/english-areas.js';
import { areaFiles, areasFolder } from '../../../scripts/word-areas.js';
import { ownWords, wordsOfLoading } from '../../support/own-words.ts';

const source = resolve(import.meta.dirname, '../../../src');
const files = globSync('**/*.{ts,tsx}', { cwd: source })
  .map((path) => path.replaceAll('\\', '/'))
  .filter((path) => !path.startsWith('shared/words/areas/'))
  .map((path) => ({ path, text: readFileSync(join(source, path), 'utf8') }));

test('the areas are those of the English files: `npm run words` writes them', () => {
  const wanted = areaFiles();
  const names = wanted.map(({ path }) => basename(path));
  expect(readdirSync(areasFolder).toSorted()).toEqual(names.toSorted());
  for (const { path, text } of wanted) expect(readFileSync(path, 'utf8')).toBe(text);
});

/** Keys are written whole, or after a beginning that says what follows: `place.${place}`. */
function isSaid(key: string, texts: readonly string[]): boolean {
  const beginnings = [...key.matchAll(/\./g)].map(({ index }) => key.slice(0, index + 1));
  return texts.some(
    (text) =>
      text.includes(`'${key}'`) || beginnings.some((begins) => text.includes(`\`${begins}\${`)),
  );
}

// These are said in English first, by whoever knows them: `subjects.test.ts`.
const saidAgain = new Set(['formats', 'subjects']);
const saidByKey = englishAreas().filter(({ name }) => !saidAgain.has(name));

test.each(saidByKey)('every message of $name is said somewhere', ({ name, messages }) => {
  const texts = files.map(({ text }) => text).filter((text) => text.includes(`/areas/${name}.ts'`));
  expect(Object.keys(messages).filter((key) => !isSaid(key, texts))).toEqual([]);
});

/** Where every word comes from the catalogue. What is missing here has words of its own still. */
const moved = [
  'main/',
  'renderer/',
  'preload/',
  'web/',
  'service/command/',
  'service/index.ts',
  'service/serve.ts',
  'service/run-worker.ts',
  'shared/ipc/in-flight.ts',
  'shared/ipc/list-parts.ts',
  'shared/ipc/protection.ts',
  'shared/server/',
  'shared/settings/',
  'shared/task/batch.ts',
  'shared/task/file-name.ts',
  'shared/task/import-presets.ts',
  'shared/task/pasted-picture.ts',
  'shared/task/preset-file.ts',
  'shared/task/preset-repository.ts',
  'shared/task/recipe.ts',
  'shared/task/saving.ts',
  'shared/task/watermark.ts',
  'shared/task/failure-words.ts',
  'shared/task/status-words.ts',
  'shared/task/undo.ts',
  'shared/task/tally.ts',
  'shared/words/misfit-words.ts',
  'shared/words/typing-problem.ts',
  'cli/',
  'engine/files/output-streams.ts',
  'engine/files/store-refusal.ts',
  'engine/history/open-history.ts',
  'engine/saving/sheet/sheet-parts.ts',
];

/** What shells are told, in their own languages. */
const scripts = /^cli\/commands\/completion\/(?:bash|fish|zsh)-completion\.ts$/;

/** Read by programs. */
const notForPeople = new Set([
  // Folders and files.
  'cli/runs/run-memory.ts: Application Support',
  'cli/runs/picture-pipe.ts: standard input',
  // A selector.
  'renderer/ui/use-landmark.ts: main, aside, nav, footer:not(aside *), [role="dialog"]:not(.popup)',
  // SQL.
  'cli/runs/owner-lock.ts: BEGIN EXCLUSIVE',
  'cli/runs/owner-lock.ts: SELECT count(*) FROM sqlite_schema',
  // Code.
  "cli/runs/kept-program.ts: (function (exports, require, module) { 'use strict'; const __filename = module.filename; …\n})",
  'renderer/ui/counted-up.tsx: (prefers-reduced-motion: reduce)',
  // Of the environment.
  'cli/commands/completion/manual-page.ts: CLICOLOR, CLICOLOR_FORCE',
  // Roff.
  'cli/commands/completion/manual-page.ts: .TP\n\\fB…\\fR\n…',
  'cli/commands/completion/manual-page.ts: .SS …',
  'cli/commands/completion/manual-page.ts: .SH …\n…\n',
  'cli/commands/completion/manual-page.ts: .TH THUMBLINE 1 "" "Thumbline …" "…"\n',
  'cli/commands/completion/manual-page.ts: .B thumbline',
  // What is dragged, as browsers call it.
  'renderer/features/drop/drop-overlay.tsx: Files',
  'service/index.ts: thumbline: …\n',
  // A value.
  'shared/task/watermark.ts: right bottom',
  // As it calls itself.
  'renderer/features/settings/language-row.tsx: English',
  // A file that desktops read.
  'main/background/start-at-login.ts: [Desktop Entry]',
  // Selectors.
  'renderer/features/shell/use-shortcuts.ts: [role="dialog"], [role="menu"]',
  'renderer/features/settings/settings-place.tsx: [tabindex="0"], input, button',
  'renderer/ui/use-landmark.ts: main, aside, nav, [role="dialog"]:not(.popup)',
  "main/protocol/page-files.ts: 'self' thumb: data:",
  'main/protocol/page-files.ts: text/html; charset=utf-8',
  'main/protocol/page-files.ts: text/javascript; charset=utf-8',
  'main/protocol/page-files.ts: text/css; charset=utf-8',
  'main/protocol/serve-pictures.ts: private, max-age=86400',
  "main/protocol/serve-pictures.ts: default-src 'none'; sandbox",
  // For the programs that it is pasted into.
  'main/ipc/copy-requests.ts: <p><img src="…"></p>',
  'main/lifecycle/worker-launcher.ts: Thumbline worker',
  // A process that ends at once, for the log.
  'main/lifecycle/utility-worker.ts: \n… at …',
  'main/lifecycle/utility-worker.ts: it ended with code …',
]);

test('texts in the code are found', () => {
  const code = `const a = <p title="Two words">Some {isIt ? 'One more' : 'Other'}</p>;
    const b = { label: \`Of \${name} here\`, className: 'not-this', places: ['File'] };
    const c = () => refuse('gone', 'It is gone.');
    const d = [
      new Option('--only <file>', 'said in the help'),
      new InvalidArgumentError('Of what was typed.'),
      '--only needs a file.',
      \`thumbline: \${a}\`,
    ];
    throw new TypeError('Only for developers');`;
  expect(ownWords('a.tsx', code).map(({ words }) => words)).toEqual([
    'Two words',
    'Some',
    'One more',
    'Other',
    'Of … here',
    'It is gone.',
    'said in the help',
    'Of what was typed.',
    '--only needs a file.',
  ]);
});

test.each(moved)('nothing in %s has words of its own', (place) => {
  const found = files
    .filter(({ path }) => path.startsWith(place) && !scripts.test(path))
    .flatMap(({ path, text }) => ownWords(path, text).map(({ words }) => `${path}: ${words}`));
  expect(found.filter((words) => !notForPeople.has(words))).toEqual([]);
});

test('nothing is said while modules are loaded, before a language is chosen', () => {
  expect(wordsOfLoading('a.ts', "const a = b('x'); const c = { d: queueWords('all') };")).toEqual([
    "queueWords('all')",
  ]);
  // These two are loaded afterwards.
  const found = files
    .filter(({ path, text }) => !/^(?:renderer|cli)\//.test(path) && text.includes('/areas/'))
    .flatMap(({ path, text }) => wordsOfLoading(path, text).map((words) => `${path}: ${words}`));
  expect(found).toEqual([]);
});
