import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import type { KillPoint } from '../../support/kill-point.ts';
import { changeVersion } from '../../support/change-version.ts';
import { putPicture } from '../../support/picture.ts';
import { tempFolder } from '../../support/temp-folder.ts';
import { filesIn, type Finished, program, readJson, startProgram } from './run-cli.ts';

const killHere = pathToFileURL(join(import.meta.dirname, '../../support/kill-here.ts')).href;

/** A folder of small pictures, and the terminal with a memory of its own. */
async function setUp(count: number) {
  const folder = tempFolder();
  const data = join(folder, 'data');
  const photos = join(folder, 'photos');
  mkdirSync(photos);
  const first = await putPicture(join(photos, '0.jpg'), { width: 160, height: 120 });
  for (let at = 1; at < count; at += 1) copyFileSync(first, join(photos, `${at}.jpg`));
  const names = readdirSync(photos).sort();
  const start = (args: readonly string[], killPoint?: KillPoint) => {
    const more = killPoint ? { THUMBLINE_KILL: JSON.stringify(killPoint) } : {};
    const env = { XDG_DATA_HOME: data, LOCALAPPDATA: data, ...more };
    return startProgram(process.execPath, ['--import', killHere, program, ...args], {
      cwd: folder,
      env,
    });
  };
  const run = (...args: readonly string[]) => start(args).finished;
  const killed = async (args: readonly string[], killPoint: KillPoint) => {
    const { child, finished } = start(args, killPoint);
    await finished;
    return child.signalCode;
  };
  const made = (out = 'out') => filesIn(join(folder, out));
  return { folder, runs: join(data, 'thumbline-cli', 'runs'), names, start, run, killed, made };
}

/** Numbers that look random, the same for the same seed. */
function createDice(seed: number): (sides: number) => number {
  let state = seed;
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * sides);
  };
}

/** How many runs are killed, each several times, before and after calls that a seed chooses. */
const runCount = Number(process.env['THUMBLINE_TEST_KILLED_RUNS'] ?? 1);
const firstSeed = Number(process.env['THUMBLINE_TEST_SEED'] ?? Date.now() % 1_000_000);
const seeds = Array.from({ length: runCount }, (_, at) => firstSeed + at);
const mostKills = 4;

describe('a run that is killed', () => {
  it.each(seeds)(
    'goes on when it is started again, and makes nothing twice (seed %d)',
    async (seed) => {
      const { names, start, made } = await setUp(60);
      const dice = createDice(seed);
      const command = ['photos', '--out', 'out', '--json'];
      let last: Finished | null = null;
      // One that was done before it came to its end is the last one.
      for (let at = 0; at < mostKills && last === null; at += 1) {
        const call = (['commit', 'link', 'unlink'] as const)[dice(3)] ?? 'commit';
        const when = (['before', 'after'] as const)[dice(2)] ?? 'before';
        const count = 1 + dice(call === 'commit' ? 6 : 20);
        const { child, finished } = start(command, { call, when, count });
        const ended = await finished;
        if (child.signalCode === null) last = ended;
      }
      const { code, stdout, stderr } = last ?? (await start(command).finished);
      expect({ code, made: made() }).toEqual({ code: 0, made: names });
      expect(stderr).toMatch(
        /^(thumbline: This was interrupted and goes on: \d+ pictures? (is|are) done already\. --fresh starts anew\.\n)?$/,
      );
      const { tasks, summary } = readJson(stdout);
      expect(summary).toMatchObject({ succeeded: names.length, failed: 0 });
      expect(new Set(tasks.map(({ source }) => source)).size).toBe(names.length);
      expect(tasks).toHaveLength(names.length);
    },
  );

  it('goes on with "resume", is tidied up by any other run, and one that lives is left alone', async () => {
    const { folder, runs, names, start, run, killed, made } = await setUp(12);
    const leftIn = (out: string) => made(out).filter((name) => name.endsWith('.part'));
    const point = { call: 'link', when: 'before', count: 3 } as const;
    expect(await killed(['photos', '--out', 'dead'], point)).toBe('SIGKILL');
    expect(leftIn('dead')).not.toEqual([]);
    // Its number may be another program's by now.
    for (const name of readdirSync(runs))
      renameSync(join(runs, name), join(runs, name.replace(/-\d+\./, `-${process.pid}.`)));
    const living = start(['photos', '--out', 'living'], { ...point, signal: 'SIGSTOP' });
    if (living.child.stderr) await once(living.child.stderr, 'data');
    const halves = leftIn('living');
    expect(halves).not.toEqual([]);
    await run('photos/0.jpg', '--out', 'other');
    // Its workers do not stand still with it, and may add to what it has.
    expect([leftIn('dead'), leftIn('living')]).toEqual([[], expect.arrayContaining(halves)]);
    const listed = await run('resume', '--list');
    expect(listed.stdout).toMatch(
      /^\S+ {2}\d{4}-\S+ \S+ {2}in \S+: thumbline photos --out dead\n$/,
    );
    const resumed = await run('resume');
    expect(resumed).toMatchObject({ code: 0 });
    expect(resumed.stderr).toContain('This was interrupted and goes on');
    expect(made('dead')).toEqual(names);
    living.child.kill('SIGCONT');
    expect(await living.finished).toMatchObject({ code: 0 });
    expect(made('living')).toEqual(names);
    expect(await run('resume')).toEqual({
      code: 0,
      stdout: '',
      stderr: 'thumbline: There is nothing to go on with.\n',
    });
    expect(filesIn(folder).filter((name) => /\.part$| \(2\)/.test(name))).toEqual([]);
  });

  it('is left to the newer version that began it', async () => {
    const { names, runs, run, killed, made } = await setUp(3);
    const command = ['photos', '--out', 'out', '--conflict', 'overwrite'];
    await killed(command, { call: 'link', when: 'after', count: 1 });
    const name = readdirSync(runs).find((one) => one.endsWith('.db')) ?? '';
    const id = name.replace('.db', '');
    const before = changeVersion(join(runs, name), 9999);
    const refused = `thumbline: The run ${id} is of another version. Start it again.\n`;
    expect(await run('resume')).toMatchObject({ code: 1, stderr: refused });
    const again = await run(...command);
    expect(again.stderr).toContain(
      'This was interrupted in a newer Thumbline, where it can go on.',
    );
    // What the killed run was writing goes when that goes on.
    const whole = made().filter((one) => !one.startsWith('.'));
    expect([again.code, whole]).toEqual([0, names]);
    expect(changeVersion(join(runs, name), before)).toBe(9999);
    expect((await run('resume', '--list')).stdout).toContain(id);
  });

  it('makes again what is gone, takes what is new, and begins anew with --fresh', async () => {
    const { folder, names, run, killed, made } = await setUp(8);
    const command = ['photos', '--out', 'out', '--jobs', '1'];
    const point = { call: 'link', when: 'after', count: 6 } as const;
    await killed(command, point);
    const gone = made().find((name) => name.endsWith('.jpg')) ?? '';
    rmSync(join(folder, 'out', gone));
    copyFileSync(join(folder, 'photos', '0.jpg'), join(folder, 'photos', 'new.jpg'));
    expect(await run(...command)).toMatchObject({ code: 0 });
    expect(made()).toEqual([...names, 'new.jpg'].sort());
    rmSync(join(folder, 'out'), { recursive: true });
    await killed(command, point);
    const fresh = await run(...command, '--fresh');
    expect(fresh).toMatchObject({ code: 0 });
    expect(fresh.stderr).not.toContain('goes on');
    expect(made().filter((name) => name.includes(' (2)')).length).toBeGreaterThan(0);
    expect((await run('resume', '--list')).stdout).toBe('There is nothing to go on with.\n');
  });

  it('goes on and is forgotten once it is over, with --no-history', async () => {
    const { runs, names, run, killed, made } = await setUp(4);
    const command = ['photos', '--out', 'out', '--no-history', '--conflict', 'skip-unchanged'];
    const point = { call: 'link', when: 'before', count: 2 } as const;
    expect(await killed([...command, '--jobs', '1'], point)).toBe('SIGKILL');
    const dataFolder = join(runs, '..');
    const keptNames = () =>
      filesIn(dataFolder).filter((name) =>
        readFileSync(join(dataFolder, name)).includes(`photos/${names[0]}`),
      );
    expect(keptNames()).not.toEqual([]);
    const again = await run(...command);
    expect(again).toMatchObject({ code: 0 });
    expect(again.stderr).toContain('goes on');
    expect([made(), keptNames(), readdirSync(join(runs, '../../../out')).sort()]).toEqual([
      names,
      [],
      names,
    ]);
  });

  it('leaves no copy of the files that it was overwriting', async () => {
    const { run, killed, made } = await setUp(2);
    const command = ['photos', '--preset', 'retina', '--conflict', 'overwrite', '--out', 'out'];
    await run(...command);
    const before = made();
    await killed(command, { call: 'link', when: 'after', count: 1 });
    expect(made().length).toBeGreaterThan(before.length);
    await run(...command);
    expect(made()).toEqual(before);
  });
});
