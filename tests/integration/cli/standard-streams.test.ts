import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { checkout, filesIn, program, readJson, startProgram } from './run-cli.ts';

const runWith = (input: string | Buffer, cwd: string, ...args: readonly string[]) =>
  startProgram(process.execPath, [program, ...args], { cwd, input }).finished;

/** A line of bash, with the program as `$1 $2`. */
function bash(
  cwd: string,
  script: string,
  {
    env = {},
    entry = program,
  }: { readonly env?: Record<string, string>; readonly entry?: string } = {},
) {
  const args = ['-o', 'pipefail', '-c', script, 'bash', process.execPath, entry];
  return startProgram('bash', args, { cwd, env }).finished;
}

describe('standard input', () => {
  it('has the names of pictures, one a line or each before a NUL byte', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a b.jpg'));
    await putPicture(join(folder, 'c.png'));
    const lines = await runWith('a b.jpg\nc.png\n', folder, '-', '--json', '-o', 'lines');
    expect(readJson(lines.stdout).summary).toMatchObject({ succeeded: 2, failed: 0 });
    expect(filesIn(join(folder, 'lines'))).toEqual(['a b.jpg', 'c.png']);
    const nul = ['--files-from', '-', '-0', '--json', '-o', 'nul'];
    const ended = await runWith('a b.jpg\0c.png\0', folder, ...nul);
    expect(readJson(ended.stdout).summary).toMatchObject({ succeeded: 2, failed: 0 });
  });

  it('may have no names, or a recipe that changes nothing', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'), { width: 300, height: 300 });
    writeFileSync(join(folder, 'x.thumbline.json'), '{"version":1,"outputs":[{"width":7}]}');
    expect((await runWith('', folder, '-')).code).toBe(0);
    const { stdout } = await runWith('x.thumbline.json\na.jpg\n', folder, '-', '--json');
    const { tasks } = readJson(stdout);
    const sizes = tasks.flatMap(({ outputs }) =>
      outputs.map(({ width }: { width: number }) => width),
    );
    expect(sizes).toEqual([100]);
  });
});

describe('--out -', () => {
  it('writes nothing but the picture to standard output', async () => {
    const folder = tempFolder();
    const path = await putPicture(join(folder, 'a.png'), { width: 300, height: 200 });
    const env = { TMPDIR: tempFolder() };
    const script = `cat "${path}" | "$1" "$2" - --out - --format webp > in.webp && "$1" "$2" a.png -o - > a.png.png`;
    expect(await bash(folder, script, { env })).toEqual({ code: 0, stdout: '', stderr: '' });
    const facts = (name: string) => sharp(join(folder, name)).metadata();
    expect(await facts('in.webp')).toMatchObject({ format: 'webp', width: 100, height: 67 });
    expect(await facts('a.png.png')).toMatchObject({ format: 'png', width: 100, height: 67 });
    // Nothing stays of it, and there is nothing to undo.
    expect(filesIn(folder)).toEqual(['a.png', 'a.png.png', 'in.webp']);
    expect(readdirSync(env.TMPDIR).filter((name) => name.startsWith('thumbline-pipe'))).toEqual([]);
  });

  it.each([
    ['nothing', '', 'Standard input: It is empty. Give it a picture.\n'],
    ['no picture', 'just words', /^Standard input: This is a text file[^\n]+\n$/],
    [
      'more than it may',
      Buffer.alloc(1_000_001),
      /^Standard input: The picture is too large[^\n]+\n$/,
    ],
  ])('says in one line that %s came in', async (_, input, words) => {
    const args = ['-', '--out', '-', '--max-file-mb', '1'];
    const { code, stdout, stderr } = await runWith(input, tempFolder(), ...args);
    expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
    expect(stderr).toMatch(words);
  });
});

describe.skipIf(process.platform === 'win32')('a closed pipe', () => {
  it.each(['presets', 'undo --list', 'formats', '--help', 'completion zsh', 'man', 'serve --help'])(
    'ends "%s" without a word',
    async (words) => {
      const folder = tempFolder();
      // The reader is gone before the program starts to write.
      const script = `"$1" "$2" ${words} | true; echo "\${PIPESTATUS[0]}"`;
      expect(await bash(folder, script)).toEqual({ code: 0, stdout: '141\n', stderr: '' });
    },
  );

  it('ends a plan and one picture so, but no run and nothing that is written elsewhere', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'));
    const codes = (script: string) =>
      bash(
        folder,
        `for words in ${script}; do "$1" "$2" $words | true; echo "\${PIPESTATUS[0]}"; done`,
      );
    expect((await codes(`'a.jpg --dry-run' 'a.jpg --out -'`)).stdout).toBe('141\n141\n');
    const others = `'a.jpg' 'a.jpg --json' 'undo' 'presets export web w.thumbline.json'`;
    expect((await codes(others)).stdout).toBe('0\n0\n0\n0\n');
    expect(filesIn(folder)).toContain('w.thumbline.json');
  });

  it('ends it so from source, too, and builds nothing for that', async () => {
    const script = `"$1" "$2" serve --help | true; echo "\${PIPESTATUS[0]}"`;
    const ended = await bash(tempFolder(), script, { entry: checkout });
    expect(ended).toEqual({ code: 0, stdout: '141\n', stderr: '' });
  });

  it('on standard error ends wrong usage with its code', async () => {
    const script = `{ "$1" "$2" --nonsense 2>&1 >&3 | true; echo "\${PIPESTATUS[0]}"; } 3>&1`;
    expect(await bash(tempFolder(), script)).toMatchObject({ stdout: '2\n', stderr: '' });
  });
});

describe.runIf(process.platform === 'linux')('a full disk', () => {
  const problem = 'The output cannot be written: the disk is full.';
  const told = `thumbline: ${problem}\n`;

  it.each(['presets', 'formats', '--help', 'man', 'serve --help'])(
    'under what "%s" prints is told',
    async (words) => {
      const ended = await bash(tempFolder(), `"$1" "$2" ${words} > /dev/full`);
      expect(ended).toEqual({ code: 1, stdout: '', stderr: told });
    },
  );

  it('under the lines of a run is told once, and the pictures are made all the same', async () => {
    const folder = tempFolder();
    for (const name of ['a', 'b', 'c'])
      await putPicture(join(folder, 'in', `${name}.jpg`), { width: 300, height: 200 });
    const lines = await bash(folder, '"$1" "$2" in --out lines --jobs 1 > /dev/full');
    expect({ ...lines, made: filesIn(join(folder, 'lines')).length }).toMatchObject({
      code: 1,
      made: 3,
    });
    expect(lines.stderr.split('\n').filter((line) => told.startsWith(line) && line)).toHaveLength(
      1,
    );
    const json = await bash(folder, '"$1" "$2" in --out json --json > /dev/full');
    expect(json).toEqual({ code: 1, stdout: '', stderr: `${JSON.stringify({ problem })}\n` });
    expect(filesIn(join(folder, 'json'))).toHaveLength(3);
    const plan = await bash(folder, '"$1" "$2" in --dry-run > /dev/full');
    expect(plan).toMatchObject({ code: 1, stderr: told });
    const picture = await bash(folder, '"$1" "$2" in/a.jpg --out - > /dev/full');
    expect(picture).toEqual({ code: 1, stdout: '', stderr: told });
  });

  it('under messages is told in the output', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'));
    const { code, stdout } = await bash(folder, '"$1" "$2" a.jpg 2> /dev/full');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^a\.jpg → [^\n]+\nthumbline: Messages cannot be written: the disk is full\.\n$/,
    );
    const both = await bash(folder, '"$1" "$2" a.jpg > /dev/full 2>&1');
    expect(both).toEqual({ code: 1, stdout: '', stderr: '' });
  });

  it('under a service is told, and it serves on', async () => {
    const script = `exec "$1" "$2" serve --port 0 --data data --store store > /dev/full`;
    const args = ['-c', script, 'bash', process.execPath, program];
    const { child, finished } = startProgram('bash', args, { cwd: tempFolder() });
    if (child.stderr) await once(child.stderr, 'data');
    child.kill('SIGTERM');
    expect(await finished).toEqual({ code: 1, stdout: '', stderr: told });
  });
});

describe.runIf(process.platform === 'linux')('names that are not UTF-8', () => {
  it('are taken as they were typed, in every place, from source and through the launcher', async () => {
    const folder = tempFolder();
    await putPicture(join(folder, 'a.jpg'));
    const script = `
      mkdir $'f\\xfe' && mv a.jpg $'f\\xfe/caf\\xe9.jpg' && cd $'f\\xfe' &&
      "$1" "$2" presets export web $'w\\xe9.thumbline.json' > /dev/null &&
      "$1" "$2" --json $'caf\\xe9.jpg' --out=$'o\\xff' --recipe $'w\\xe9.thumbline.json' --name '{output}' &&
      printf 'caf\\xe9.jpg\\n' | "$1" ../../../src/cli/index.ts - --json --beside b`;
    const entry = join(import.meta.dirname, '../../../src/cli/index.ts');
    const { stdout, stderr } = await bash(
      folder,
      script.replace('../../../src/cli/index.ts', entry),
    );
    expect(stderr).toBe('');
    const records = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    const tasks = records.filter((record) => 'source' in record);
    const source = `${folder}/f\uDCFE/caf\uDCE9.jpg`;
    expect(tasks).toMatchObject([
      { source, status: 'succeeded' },
      { source, status: 'succeeded' },
    ]);
    expect(tasks[0].outputs[0].path).toBe(`${folder}/f\uDCFE/o\uDCFF/small-webp.webp`);
    execFileSync('bash', ['-c', `test -f $'f\\xfe/o\\xff/small-webp.webp'`], { cwd: folder });
  });

  it('that were changed on their way get one line that says so', async () => {
    const { code, stderr } = await startProgram(process.execPath, [program, '\uFFFD.jpg'], {
      cwd: tempFolder(),
    }).finished;
    expect(code).toBe(2);
    expect(stderr).toMatch(/^thumbline: The name \uFFFD\.jpg is not UTF-8 [^\n]+\n$/);
  });
});
