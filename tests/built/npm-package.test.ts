import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { delimiter, join } from 'node:path';
import { expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { filesIn, startProgram } from '../integration/cli/run-cli.ts';
import { installedFile } from '../support/installed.ts';
import { putPicture } from '../support/picture.ts';
import { tempFolder } from '../support/temp-folder.ts';

/** The Node of this system, which a checkout does without where it is too old. */
function systemNode(): string {
  const folders = (process.env['PATH'] ?? '').split(delimiter);
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const found = folders
    .filter((folder) => !folder.includes('node_modules'))
    .map((folder) => join(folder, name));
  return found.find(existsSync) ?? process.execPath;
}

/** Whether a Node says that it is at least as new as package.json asks. */
function isNewEnough(node: string): boolean {
  const [oldest = 0] = (/\d+\.\d+/.exec(manifest.engines.node) ?? []).map(Number.parseFloat);
  const [, major, minor = ''] = /^v(\d+)\.(\d+)/.exec(execFileSync(node, ['-v']).toString()) ?? [];
  return (
    Number(major) > Math.floor(oldest) || Number(`${major}.${minor.padStart(2, '0')}`) >= oldest
  );
}

/** Of code that may be minified; a name that is put together is none. */
const bareImports =
  /(?:(?:^|[;}])(?:import|export)\b[^'"`;]*?\bfrom\s*|\bimport\(|(?:require|(?:require|meta)\.resolve)\()(["'`])([\w@][\w@/.-]*)\1/gm;

it('holds what runs, and nothing else', () => {
  const home = installedFile('');
  const names = filesIn(home);
  const unwanted = /\.map$|\.tsx?$|(?:^|\/)(?:src|tests?|scripts|samples)\/|desktop|main\/index/;
  expect(names.filter((name) => unwanted.test(name) && name !== 'out/library.d.ts')).toEqual([]);
  expect(names).toEqual(expect.arrayContaining(['LICENSE', 'NOTICE', 'THIRD-PARTY.md']));
  const scripts = names.filter((name) => name.endsWith('.js') && !name.startsWith('out/web/'));
  const packages = scripts
    .flatMap((name) => [...readFileSync(join(home, name), 'utf8').matchAll(bareImports)])
    .map(([, , from = '']) => from)
    // sharp's own code asks for its native parts.
    .filter((from) => !from.startsWith('node:') && !from.startsWith('@img/'))
    .map((from) =>
      from
        .split('/')
        .slice(0, from.startsWith('@') ? 2 : 1)
        .join('/'),
    );
  const known = new Set([...Object.keys(manifest.dependencies), ...builtinModules]);
  expect([...new Set(packages)].filter((name) => !known.has(name))).toEqual([]);
  expect(packages).toEqual(
    expect.arrayContaining(['fastify', 'bullmq', 'opentype.js', 'pdfjs-dist']),
  );
});

it('makes thumbnails', async () => {
  const folder = tempFolder();
  await putPicture(join(folder, 'photos', 'a.jpg'), { width: 600, height: 400 });
  const words = [installedFile('bin/thumbline.js'), 'photos', '--size', '300'];
  const { code, stderr } = await startProgram(process.execPath, words, { cwd: folder }).finished;
  expect([code, stderr]).toEqual([0, expect.stringContaining('Made 1 thumbnail ')]);
  expect(readdirSync(join(folder, 'photos', 'thumbnails'))).toEqual(['a.jpg']);
});

it('runs on the Node of the system, or says in one line which one it needs', () => {
  const node = systemNode();
  const words = [installedFile('bin/thumbline.js'), '--version'];
  const { status, stdout, stderr } = spawnSync(node, words, { encoding: 'utf8' });
  const refusal = /^thumbline: This is Node \S+\. Thumbline needs Node 22\.18 or newer: \S+\n$/;
  expect([status, stdout, stderr]).toEqual(
    isNewEnough(node) ? [0, `${manifest.version}\n`, ''] : [2, '', expect.stringMatching(refusal)],
  );
});
