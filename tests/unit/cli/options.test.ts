import { expect, it } from 'vitest';
import { parseArguments } from '../../../src/cli/args/options.ts';

const parse = (...typed: string[]) => parseArguments(typed, '1.2.3');

function problemOf(...typed: string[]): string {
  const parsed = parse(...typed);
  return parsed.ok ? 'no problem' : parsed.problem;
}

it('takes every option, before and after the paths', () => {
  const typed =
    'a.jpg --out o --preset web --recipe r.json --size 30x20 --fit cover --format JPG --quality 80 ' +
    '--name {name}.{ext} --conflict skip --jobs 3 --server studio:5000/ --token T ' +
    '--zip z.zip --contact-sheet s.html --include-results --fresh --dry-run --json --quiet --files-from l -0 b -- --c';
  const parsed = parse(...typed.split(' '));
  expect(parsed).toEqual({
    ok: true,
    value: {
      kind: 'run',
      options: {
        paths: ['a.jpg', 'b', '--c'],
        filesFrom: 'l',
        isNulSeparated: true,
        listed: [],
        onFull: 'fail',
        out: 'o',
        beside: null,
        isFlat: false,
        isForDesktop: false,
        preset: 'web',
        recipe: 'r.json',
        patch: {
          output: {
            width: 30,
            height: 20,
            longEdge: null,
            percent: null,
            fit: 'cover',
            format: 'jpeg',
            quality: 80,
            looksSame: false,
          },
          recipe: { fileName: '{name}.{ext}', conflict: 'skip' },
        },
        takesResults: true,
        jobs: 3,
        limits: { maxFileMb: null, maxMegapixels: null, timeout: null },
        server: { address: 'http://studio:5000', token: 'T' },
        zip: 'z.zip',
        contactSheet: 's.html',
        isFresh: true,
        isForgotten: false,
        isDryRun: true,
        isJson: true,
        isQuiet: true,
        isVerbose: false,
      },
    },
  });
});

it.each(['--help', '-h'])('prints help for %s', (word) => {
  const help = parse(word);
  expect(help.ok && help.value.kind === 'text' && help.value.text).toMatch(/^Usage: thumbline/);
});

it.each(['--version', '-V'])('prints the version for %s', (word) => {
  expect(parse(word)).toEqual({ ok: true, value: { kind: 'text', text: '1.2.3\n' } });
});

function optionsOf(...typed: string[]) {
  const parsed = parse(...typed);
  if (!parsed.ok || parsed.value.kind !== 'run') throw new Error('not understood');
  return parsed.value.options;
}

it('takes the short options that people know', () => {
  expect(optionsOf('-o', 'out', '-j2', '-q', 'a')).toMatchObject({
    out: 'out',
    jobs: 2,
    isQuiet: true,
  });
  expect(optionsOf('-v', '--no-color', 'a')).toMatchObject({ isVerbose: true });
});

it('takes - for a list of names, and only with --out - for a picture', () => {
  expect(optionsOf('a', '-')).toMatchObject({ paths: ['a'], filesFrom: '-' });
  expect(optionsOf('-', '--out', '-')).toMatchObject({ paths: ['-'], filesFrom: null, out: '-' });
});

it.each([
  [['--sice', '3'], /There is no option --sice\. Did you mean --size\?/],
  [['--size', 'big'], /^--size cannot be "big"\. Use 300x200, 300, 300x or x200/],
  [['--fit', 'around'], /Use one of inside, cover/],
  [['--format', 'bmp'], /Use one of same, jpeg/],
  [['--quality', '101'], /whole number from 1 to 100/],
  [['--quality', '8.5'], /whole number from 1 to 100/],
  [['--jobs', '0'], /whole number from 1 to 64/],
  [['--timeout', '0'], /whole number from 1 to 3600/],
  [['--max-megapixels', 'many'], /whole number from 1 to 10000/],
  [['--max-file-mb', '4001'], /whole number from 1 to 4000/],
  [['--conflict', 'ask'], /Use one of rename, skip, overwrite, skip-unchanged/],
  [['--name', '{nmae}'], /\{nmae\} is not a field; use \{name\}/],
  [['--name', '../{name}'], /may not lead out/],
  [['--name', ' '], /It is empty/],
  [['--token', 'abc', 'a.jpg'], /^--token needs --server\./],
  [['--server', 'ftp://studio'], /an address such as http/],
  [['--max-bytes', 'small'], /Use a size such as 50KB/],
  [['--focus', '3,4'], /two fractions/],
  [['--background', 'red'], /#rrggbb/],
  [['--percent', '0'], /from 0.1 to 1000/],
  [['--out'], /^--out needs a value: --out <dir>\./],
  [['--out', ''], /It is empty/],
  [['-', '--files-from', 'list'], /one list only/],
  [['-0'], /add - or --files-from/],
  [['-q', '-v'], /Use either --quiet or --verbose/],
])('answers %j with one clear line', (typed, words) => {
  const problem = problemOf('a.jpg', ...typed);
  expect(problem).toMatch(words);
  expect(problem).toMatch(/ See thumbline --help\.$/);
  expect(problem).not.toContain('\n');
  // What commander says by itself.
  expect(problem).not.toMatch(/error:|is invalid|argument|unknown option/);
});
