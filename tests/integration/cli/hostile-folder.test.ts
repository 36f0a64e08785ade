import { execFileSync } from 'node:child_process';
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { scene } from '../../fixtures/scene.ts';
import { putDeep } from '../../support/deep-folder.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { readJson, runCli } from './run-cli.ts';

/** Names that programs stumble over; each takes at most the 255 bytes that file systems allow. */
const names = [
  'new\nline.jpg',
  'tab\tand \u001b[31mred.jpg',
  '-leading-dash.jpg',
  '--json',
  'a[page=1].jpg',
  '%s {name} $HOME `id`.jpg',
  'family 👩‍👩‍👧.jpg',
  '\u202Egpj.exe.jpg',
  ' .jpg',
  `${'ü'.repeat(125)}x.jpg`,
  'no-extension',
].map((name) => Buffer.from(name));
const notUtf8 = [Buffer.from('caf\xE9.jpg', 'latin1'), Buffer.from('\xFF\xFE.jpg', 'latin1')];

function put(folder: string, name: Buffer, bytes: Buffer): void {
  writeFileSync(Buffer.concat([Buffer.from(`${folder}/`), name]), bytes);
}

/** What would move a terminal's cursor, turn its text around or break its line. */
const unshowable = /[^\P{Cc}\n]|\p{Bidi_Control}|\p{Cs}/u;

describe.runIf(process.platform === 'linux')('a folder of strange names', () => {
  const all = [...names, ...notUtf8];

  it('is made whole, and told in one line of JSON each', async () => {
    const folder = tempFolder();
    const from = join(folder, 'from');
    mkdirSync(from);
    const bytes = await scene(30, 20).jpeg().toBuffer();
    for (const name of all) put(from, name, bytes);
    const { code, stdout } = await runCli(folder, '--json', '--out', 'to', 'from');
    expect(code).toBe(0);
    const { tasks, summary } = readJson(stdout);
    expect(summary).toMatchObject({ succeeded: all.length, failed: 0 });
    expect(new Set(tasks.map((task) => task.source)).size).toBe(all.length);
    const told = tasks.map(({ outputs }) => outputs[0].path);
    const made = readdirSync(join(folder, 'to')).map((name) => join(folder, 'to', name));
    expect(new Set(told)).toEqual(new Set(made));
    // Results get names that every system takes.
    for (const path of made) expect(path).not.toMatch(unshowable);
    expect(made).toContain(join(folder, 'to', 'a[page=1].jpg'));
    expect(made).toContain(join(folder, 'to', '-leading-dash.jpg'));
  });

  it('is shown in a terminal without doing anything to it', async () => {
    const folder = tempFolder();
    const from = join(folder, 'from');
    mkdirSync(from);
    for (const name of all) put(from, name, Buffer.from('\xff\xd8\xff and no picture', 'latin1'));
    const { code, stdout, stderr } = await runCli(folder, 'from');
    expect(code).toBe(1);
    expect(`${stdout}${stderr}`).not.toMatch(unshowable);
    expect(stderr.split('\n').filter((line) => line.startsWith('from/'))).toHaveLength(all.length);
  });

  it('can be named one by one after a double dash', async () => {
    const folder = tempFolder();
    const bytes = await scene(30, 20).jpeg().toBuffer();
    for (const name of names) put(folder, name, bytes);
    const typed = names.map((name) => name.toString());
    const { stdout } = await runCli(folder, '--json', '--out', 'to', '--', ...typed);
    expect(readJson(stdout).summary).toMatchObject({ succeeded: names.length });
  });
});

describe.runIf(process.platform === 'linux')('a tree that goes deeper than a path can', () => {
  it('costs a line for each path that is too long; the pictures beside it are planned and made', async () => {
    const folder = tempFolder();
    const bytes = await scene(30, 20).jpeg().toBuffer();
    mkdirSync(join(folder, 'from', 'z'), { recursive: true });
    for (const name of ['a.jpg', 'z/b.jpg']) writeFileSync(join(folder, 'from', name), bytes);
    const deep = putDeep(join(folder, 'from'), ['deeper/c.jpg']);
    const planned = await runCli(folder, '--dry-run', '--json', '--out', 'to', 'from');
    expect(JSON.parse(planned.stdout.trimEnd().split('\n').at(-1) ?? '')).toMatchObject({
      summary: { planned: 2, failed: 1 },
    });
    const { code, stdout } = await runCli(folder, '--json', '--out', 'to', 'from');
    expect(code).toBe(1);
    const { tasks, summary } = readJson(stdout);
    expect(summary).toMatchObject({ succeeded: 2, failed: 1 });
    expect(tasks.filter(({ status }) => status === 'failed')).toMatchObject([
      {
        source: join(deep, 'deeper'),
        failure: {
          code: 'file-unreadable',
          message:
            'Thumbline cannot read this folder: its path is too long. Fix that, then add it again.',
        },
      },
    ]);
  });
});

describe.skipIf(process.platform === 'win32')('a folder of pipes', () => {
  it('ends, with a line each, and makes the picture among them', async () => {
    const folder = tempFolder();
    for (const name of 'abcdef') execFileSync('mkfifo', [join(folder, `${name}.jpg`)]);
    writeFileSync(join(folder, 'z.jpg'), await scene(30, 20).jpeg().toBuffer());
    const { code, stdout } = await runCli(folder, '--json', '--jobs', '4', '--out', 'to', '.');
    expect(code).toBe(1);
    const { tasks, summary } = readJson(stdout);
    expect(summary).toMatchObject({ succeeded: 1, failed: 6 });
    for (const task of tasks.slice(0, -1)) {
      expect(task.failure ?? { code: 'not-a-file' }).toMatchObject({ code: 'not-a-file' });
    }
  });
});
