import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { tempFolder } from '../../support/temp-folder.ts';
import { fits, outputFormats } from '../../../src/shared/task/recipe.ts';
import { ninePoints } from '../../../src/shared/task/nine-points.ts';
import { program, runCli, startProgram } from './run-cli.ts';

it.each([
  [[], 'Name at least one file or folder.'],
  [['--sice', '3', 'a'], 'There is no option --sice. Did you mean --size? See thumbline --help.'],
  [['--preset', 'zzz', 'a'], 'There is no preset "zzz". Use one of thumbnail, avatar, web'],
  [['--name', '{oops}', 'a'], '{oops} is not a field; use {name} {ext}'],
  [['undoo'], 'There is neither a command nor a file "undoo". Did you mean undo?'],
  [['presets', 'exprt'], 'There is no command "exprt". Did you mean export? See thumbline presets'],
  [['--preset', 'web', 'a', '-o', '-'], 'makes 6 files, and standard output takes one.'],
  [['a', '-o', '-', '--json'], '--json does not go with --out -'],
  [['--files-from', 'no-list'], 'no-list cannot be read. Give a file with one name a line.'],
  [['gone.thumbline.json', 'a'], 'gone.thumbline.json cannot be read. Check that it is there.'],
])('answers wrong usage %j with one line and exit code 2', async (args, words) => {
  const { code, stdout, stderr } = await runCli(tempFolder(), ...args);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(/^thumbline: [^\n]+\n$/);
  expect(stderr).toContain(words);
});

it('prints help and the version', async () => {
  const help = await runCli(tempFolder(), '--help');
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain('Usage: thumbline [options] <file|folder|recipe|->…');
  const version = await runCli(tempFolder(), '--version');
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it.each([
  ['undo'],
  ['presets', 'export'],
  ['formats'],
  ['serve'],
  ['worker'],
  ['completion'],
  ['man'],
])('prints help and the version of %s', async (...command) => {
  const folder = tempFolder();
  const [help, version] = await Promise.all([
    runCli(folder, 'help', ...command),
    runCli(folder, ...command, '--version'),
  ]);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  expect(help.stdout).toContain(`Usage: thumbline ${command.join(' ')}`);
  expect(version).toMatchObject({ code: 0, stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/) });
});

it('says all help, and what is wrong, in the language that was chosen', async () => {
  const ask = (...words: readonly string[]) => {
    const env = { THUMBLINE_LANGUAGE: 'en-XB' };
    return startProgram(process.execPath, [program, ...words], { cwd: tempFolder(), env }).finished;
  };
  const [{ stdout }, { stderr }] = await Promise.all([ask('completion', 'fish'), ask('--sice')]);
  const isTranslated = (words: string) => /^\[.*\]$/.test(words);
  const said = stdout
    .split('\n')
    .filter((line) => !/_from (?:serve|worker)'/.test(line))
    .flatMap((line) => / -d '(.*)'$/.exec(line)?.[1] ?? []);
  expect(said.length).toBeGreaterThan(80);
  // Nothing but words that are typed as they stand there.
  const choices = [fits, outputFormats, ninePoints].map((words) => words.join(', '));
  const english = new Set(said.filter((words) => !isTranslated(words)));
  expect([...english]).toEqual(choices);
  expect(stderr).toMatch(/^thumbline: \[.*--sice.*\]\n$/);
});

it('speaks the language that THUMBLINE_LANGUAGE names, and English with one line where it cannot', async () => {
  const settings = tempFolder();
  const languages = join(settings, 'Thumbline', 'languages');
  mkdirSync(languages, { recursive: true });
  const messages = { terminal: { nothing: 'Hier sind keine Bilder.' } };
  writeFileSync(join(languages, 'de.json'), JSON.stringify({ name: 'Deutsch', messages }));
  writeFileSync(join(languages, 'fr.json'), '{');
  const printedIn = async (language: string) => {
    const env = { XDG_CONFIG_HOME: settings, THUMBLINE_LANGUAGE: language };
    const cwd = tempFolder();
    const { stdout, stderr } = await startProgram(process.execPath, [program, cwd], { cwd, env })
      .finished;
    return stdout + stderr;
  };
  const [german, french] = await Promise.all([printedIn('de_AT.UTF-8'), printedIn('fr')]);
  expect(german).toBe('Hier sind keine Bilder.\n');
  const path = join(languages, 'fr.json');
  expect(french).toContain('There are no pictures here');
  expect(french).toContain(
    `thumbline: ${path} is no JSON: something is wrong in line 1. Thumbline speaks English.\n`,
  );
});
