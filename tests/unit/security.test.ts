import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import lock from '../../package-lock.json' with { type: 'json' };
import manifest from '../../package.json' with { type: 'json' };

const root = new URL('../../', import.meta.url);
const read = (path: string) => readFileSync(new URL(path, root), 'utf8');

const [threats = '', checklist = ''] = read('docs/security.md').split("## Electron's checklist");
/** Rows of a table of the page. The last two cells name a file and a test in it. */
const rowsOf = (text: string) =>
  text
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| --'))
    .slice(1)
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );

test.each([
  ['each threat', threats],
  ['each item of the checklist', checklist],
])('%s that docs/security.md names has the test that it names', (_, text) => {
  const bare = (cell = '') => cell.replaceAll('`', '');
  const missing = rowsOf(text).filter(
    (cells) => !read(bare(cells.at(-2))).includes(bare(cells.at(-1))),
  );
  expect(rowsOf(text).length).toBeGreaterThan(10);
  expect(missing).toEqual([]);
});

test('all twenty items of Electron’s checklist are in docs/security.md', () => {
  const numbers = rowsOf(checklist).map(([number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 20 }, (_, at) => at + 1));
  // A fact of each, in Electron's order.
  const words = [
    'secure content',
    'Node.js integration',
    'isolation',
    'sandbox',
    'permission',
    'webSecurity',
    'Content-Security-Policy',
    'allowRunningInsecureContent',
    'experimental',
    'enableBlinkFeatures',
    'allowpopups',
    'webview',
    'navigation',
    'new windows',
    'openExternal',
    'current Electron',
    'IPC',
    'file://',
    'fuses',
    'Electron API',
  ];
  for (const [at, word] of words.entries()) {
    expect(rowsOf(checklist)[at]?.[1], `item ${at + 1}`).toContain(word);
  }
});

test('nothing in the window’s programs opens an address or a session of its own', () => {
  const sources = globSync('src/{main,preload,renderer}/**/*.{ts,tsx}', { cwd: root });
  const opening = sources.filter((path) =>
    /openExternal|fromPartition|\bpartition:|loadFile\(|<webview/.test(read(path)),
  );
  expect(sources.length).toBeGreaterThan(100);
  expect(opening).toEqual([]);
});

test('Electron is one exact version, whose known faults are asked about every week', () => {
  const { electron } = manifest.devDependencies;
  expect(electron).toMatch(/^\d+\.\d+\.\d+$/);
  expect(lock.packages['node_modules/electron'].version).toBe(electron);
  const audit = parse(read('.github/workflows/audit.yml')) as {
    readonly on: { readonly schedule: readonly { readonly cron: string }[] };
    readonly jobs: { readonly audit: { readonly steps: readonly { readonly run?: string }[] } };
  };
  expect(audit.on.schedule.map(({ cron }) => cron.split(' ').at(-1))).toEqual(['1']);
  // Electron is a dependency of development, so nothing may be left out.
  const asks = audit.jobs.audit.steps.flatMap(({ run }) =>
    run?.startsWith('npm audit') ? run : [],
  );
  expect(asks.length).toBeGreaterThan(0);
  expect(asks.join(' ')).not.toContain('--omit');
});
