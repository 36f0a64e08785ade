import { execFileSync } from 'node:child_process';
import { win32 } from 'node:path';
import { expect, it } from 'vitest';
import type { WindowsCall } from '../../support/windows-calls.ts';

const supportFile = (name: string) => new URL(`../../support/${name}`, import.meta.url);

/** What our own functions answer where paths are those of Windows. Nobody has run these programs there yet. */
function onWindows(calls: readonly WindowsCall[]): unknown[] {
  const hooks = ['--import', supportFile('windows-paths.ts').href];
  const program = supportFile('windows-calls.ts').pathname;
  const words = [...hooks, program, JSON.stringify(calls)];
  return JSON.parse(execFileSync(process.execPath, words, { encoding: 'utf8' })) as unknown[];
}

const album = String.raw`C:\Photos\Summer`;
const share = String.raw`\\nas\pictures`;
const into = (path: string) => ({ destination: { kind: 'folder', path, mirrorsTree: true } });

it('results lie beside sources on every drive and share, and keep the tree of a folder, a drive or a share', () => {
  const source = String.raw`${album}\June\a.jpg`;
  expect(
    onWindows([
      ['results', String.raw`${album}\a.jpg`, {}],
      ['results', String.raw`D:\a.jpg`, {}],
      ['results', String.raw`${share}\a.jpg`, {}],
      ['results', String.raw`\\?\C:\deep\a.jpg`, {}],
      ['results', source, into('D:\\'), album],
      ['results', source, into(share), 'C:\\'],
      ['resultFolders', source, into('D:\\'), album],
      ['manifestPlace', source, into('D:\\'), album],
    ]),
  ).toEqual([
    [String.raw`${album}\thumbnails\a.jpg`],
    [String.raw`D:\thumbnails\a.jpg`],
    [String.raw`${share}\thumbnails\a.jpg`],
    [String.raw`\\?\C:\deep\thumbnails\a.jpg`],
    [String.raw`D:\June\a.jpg`],
    [String.raw`${share}\Photos\Summer\June\a.jpg`],
    [String.raw`D:\June`],
    { folder: String.raw`D:\June`, source: 'June/a.jpg' },
  ]);
});

it('no result is a device or a stream, or has a folder whose name Windows would cut', () => {
  const names = {
    con: '_con.jpg',
    'LPT1.old': '_LPT1.old.jpg',
    'COM¹': '_COM¹.jpg',
    'a:b': 'a_b.jpg',
    '{name}:{name}': 'a_a.jpg',
    'June. /{name}': String.raw`June\a.jpg`,
  };
  const made = onWindows(
    Object.keys(names).map((name) => [
      'results',
      String.raw`${album}\a.jpg`,
      { fileName: `${name}.{ext}` },
    ]),
  );
  expect(made).toEqual(Object.values(names).map((name) => [win32.join(album, 'thumbnails', name)]));
});

it('a path is inside a folder of its own drive or share only', () => {
  expect(
    onWindows([
      ['isInside', String.raw`c:\photos\summer\a.jpg`, album],
      ['isInside', String.raw`${share}\a.jpg`, share],
      ['isInside', String.raw`D:\Photos\Summer\a.jpg`, album],
      ['isInside', String.raw`C:\Photos\Summer2\a.jpg`, album],
      ['isInside', String.raw`\\nas\other\a.jpg`, share],
    ]),
  ).toEqual([true, true, false, false, false]);
});

it('a file URL names a drive or a share, and one that names neither ends nothing', () => {
  const bad = ['file:///etc/a.jpg', 'file:///C:/a%2Fb.jpg', 'file:///C:/%E9.jpg'];
  const read = (argument: string) => ['pathFromArgument', argument] as const;
  const [mine, shared, ...rest] = onWindows(
    ['file:///C:/My%20Photos/%C3%BC.jpg', 'file://nas/pictures/a.jpg', ...bad].map(read),
  );
  expect(mine).toBe(String.raw`C:\My Photos\ü.jpg`);
  expect(shared).toBe(String.raw`${share}\a.jpg`);
  expect(rest.map((path) => win32.isAbsolute(String(path)))).toEqual(bad.map(() => true));
});

it('a page may read below a folder or share that was given, and nowhere else', () => {
  const inside = [String.raw`${album}\June\a.jpg`, String.raw`${share}\June\a.jpg`, share];
  const outside = [
    String.raw`${album}\..\secret.jpg`,
    String.raw`D:\Photos\Summer\a.jpg`,
    String.raw`C:\Photos`,
    String.raw`\\nas\pictures2\a.jpg`,
  ];
  expect(onWindows([['notGiven', [album, share], [...inside, ...outside]]])).toEqual([outside]);
});
