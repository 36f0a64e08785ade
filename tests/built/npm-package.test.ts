import { execFileSync, spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

/** A program's folder with Thumbline in it, and pictures: one is damaged. */
async function libraryFolder(): Promise<string> {
  const folder = tempFolder();
  mkdirSync(join(folder, 'node_modules'));
  symlinkSync(installedFile(''), join(folder, 'node_modules', 'thumbline'), 'junction');
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }');
  await putPicture(join(folder, 'photos', 'a.jpg'), { width: 600, height: 400 });
  await putPicture(join(folder, 'photos', 'deeper', 'b.png'), { width: 600, height: 400 });
  writeFileSync(join(folder, 'photos', 'c.jpg'), 'no picture');
  return folder;
}

const readme = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
const shellLines = [...readme.matchAll(/^```sh\n(.*?)^```/gms)].flatMap(([, block = '']) =>
  block.trim().split('\n'),
);
const commands = shellLines.filter((line) => line.startsWith('thumbline '));
const isServing = (line: string) => /^thumbline (?:serve|worker)\b/.test(line);

it('does what the commands of README say', async () => {
  expect(commands.filter((line) => !isServing(line)).length).toBeGreaterThan(2);
  const folder = tempFolder();
  await putPicture(join(folder, 'photos', 'a.jpg'), { width: 600, height: 400 });
  await putPicture(join(folder, 'product.jpg'), { width: 600, height: 400 });
  const run = async (line: string) => {
    const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare);
    const asked = isServing(line) ? [words[1], '--help'] : words.slice(1);
    const args = [installedFile('bin/thumbline.js'), ...asked.map(String)];
    return { line, ...(await startProgram(process.execPath, args, { cwd: folder }).finished) };
  };
  for (const { line, code, stdout, stderr } of await Promise.all(commands.map(run))) {
    expect([line, code, stderr]).toEqual([line, 0, expect.not.stringContaining('rror')]);
    const options = isServing(line) ? (line.match(/--\w+/g) ?? []) : [];
    for (const option of options) expect(stdout).toContain(option);
  }
  expect(filesIn(folder)).toEqual(
    expect.arrayContaining(['photos/thumbnails/a.jpg', 'small/a.webp']),
  );
});

const page = readFileSync(new URL('../../docs/library.md', import.meta.url), 'utf8');
const example = /```js\n(.*?)```/s.exec(page)?.[1] ?? '';

it('is a library: the example of its page runs', async () => {
  const folder = await libraryFolder();
  writeFileSync(join(folder, 'example.js'), example);
  const run = startProgram(process.execPath, ['example.js'], { cwd: folder });
  const { code, stdout, stderr } = await run.finished;
  expect([code, stderr]).toEqual([0, '']);
  expect(stdout).toContain(join('small', 'deeper', 'b.webp'));
  expect(stdout).toMatch(/c\.jpg [a-z-]+ \S/);
  expect(filesIn(join(folder, 'small'))).toEqual(['a.webp', 'deeper/b.webp']);
});

it('has types by which the example compiles, and a field that is no field does not', async () => {
  const folder = await libraryFolder();
  writeFileSync(join(folder, 'example.ts'), example);
  const wrong = example.replace('width: 300', 'wdth: 300');
  writeFileSync(join(folder, 'wrong.ts'), wrong);
  const tsc = join(import.meta.dirname, '../../node_modules/typescript/bin/tsc');
  const terms = ['--noEmit', '--strict', '--module', 'nodenext', '--lib', 'es2024,dom'];
  const words = [tsc, ...terms, '--types', '', 'example.ts', 'wrong.ts'];
  const { stdout } = spawnSync(process.execPath, words, { cwd: folder, encoding: 'utf8' });
  expect(stdout.trim().split('\n')).toEqual([expect.stringMatching(/^wrong\.ts.* 'wdth'/)]);
});

const checks = `
import { createEngine } from 'thumbline';
const said = [];
const failsWith = async (act) => act().then(() => 'nothing', (error) => error.constructor.name);
said.push(await failsWith(() => createEngine({ concurrency: 0 })));
const engine = await createEngine({ concurrency: 1 });
const recipe = { outputs: [{ width: 50 }], destination: { kind: 'folder', path: 'out' } };
said.push(await failsWith(async () => engine.makeThumbnails('photos', { outputs: [{ wdth: 1 }] })));
for await (const { status } of engine.makeThumbnails(['missing.jpg', 'photos'], recipe)) {
  said.push(status);
  break;
}
for await (const { status, code } of engine.makeThumbnails('photos/c.jpg', recipe)) said.push(status, code);
// Begun, and closed in the same turn.
const begun = failsWith(() => engine.makeThumbnails('photos', recipe).next());
await Promise.all([engine.close(), engine.close()]);
said.push(await begun, await failsWith(() => engine.makeThumbnails('photos', recipe).next()));
console.log(JSON.stringify(said));
`;

it('tells what cannot be, lets a loop be left, and ends when it is closed', async () => {
  const folder = await libraryFolder();
  writeFileSync(join(folder, 'checks.js'), checks);
  const run = startProgram(process.execPath, ['checks.js'], { cwd: folder });
  const { code, stdout, stderr } = await run.finished;
  expect([code, stderr]).toEqual([0, '']);
  expect(JSON.parse(stdout)).toEqual([
    'TypeError',
    'TypeError',
    'failed',
    'failed',
    'format-unsupported',
    'Error',
    'Error',
  ]);
});
