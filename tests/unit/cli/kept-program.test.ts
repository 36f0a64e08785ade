import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runKeptProgram } from '../../../src/cli/runs/kept-program.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** A program in two parts that writes a word beside its entry. */
function putProgram(folder: string, word: string, isUsual = true): string {
  const parts = join(folder, 'out', 'main', 'terminal');
  mkdirSync(parts, { recursive: true });
  const start = `
    const makeFolder = (path) => require('node:fs').mkdirSync(path, { recursive: true });
    const { say } = require('./say-1a2b3c4d.cjs');
    exports.start = async (entry) => { say(entry, '${word}'); return ${isUsual} ? makeFolder : null; };`;
  const say = `
    const { writeFileSync } = require('node:fs');
    exports.say = (entry, word) => writeFileSync(entry + '.said', word);`;
  writeFileSync(join(parts, 'start.cjs'), start);
  writeFileSync(join(parts, 'say-1a2b3c4d.cjs'), say);
  return join(folder, 'out', 'main', 'cli.js');
}

const compiled = (folder: string) => join(folder, 'out', 'compiled', 'terminal');
const said = (entry: string) => readFileSync(`${entry}.said`, 'utf8');

/** The process of the tests may have run for longer than a program may that keeps something. */
async function runAs(folder: string, word: string, ranMs = 0): Promise<string> {
  const entry = putProgram(folder, word);
  await runKeptProgram(entry, () => ranMs);
  return said(entry);
}

test('keeps what was compiled of each part for the next start', async () => {
  const folder = tempFolder();
  expect(await runAs(folder, 'hello')).toBe('hello');
  const [build = ''] = readdirSync(compiled(folder));
  expect(readdirSync(join(compiled(folder), build)).sort()).toEqual([
    'say-1a2b3c4d.cjs',
    'start.cjs',
  ]);
  expect(await runAs(folder, 'hello')).toBe('hello');
});

test('never runs what another build of the same length left, and forgets it', async () => {
  const folder = tempFolder();
  await runAs(folder, 'older');
  const older = readdirSync(compiled(folder));
  expect(await runAs(folder, 'newer')).toBe('newer');
  expect(readdirSync(compiled(folder))).toHaveLength(1);
  expect(readdirSync(compiled(folder))).not.toEqual(older);
});

test('runs from its own words where what was kept is another V8’s or damaged', async () => {
  const model = tempFolder();
  await runAs(model, 'hello');
  const [build = ''] = readdirSync(compiled(model));
  // Another folder: V8 remembers in a process what it has compiled of a file.
  const folder = tempFolder();
  const kept = join(compiled(folder), build);
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, 'start.cjs'), 'what no V8 wrote');
  expect(await runAs(folder, 'hello')).toBe('hello');
  expect(readFileSync(join(kept, 'start.cjs'), 'utf8')).not.toBe('what no V8 wrote');
});

test('keeps nothing of a run that did something else, and starts where nothing can be kept', async () => {
  const unusual = tempFolder();
  await runKeptProgram(putProgram(unusual, 'hello', false), () => 0);
  expect(existsSync(compiled(unusual))).toBe(false);
  const long = tempFolder();
  await runAs(long, 'hello', 60_000);
  expect(existsSync(compiled(long))).toBe(false);
  const packaged = join(tempFolder(), 'app.asar.unpacked');
  await runAs(packaged, 'hello');
  expect(existsSync(compiled(packaged))).toBe(false);
  const closed = tempFolder();
  putProgram(closed, 'hello');
  writeFileSync(join(closed, 'out', 'compiled'), 'no folder');
  expect(await runAs(closed, 'hello')).toBe('hello');
});
