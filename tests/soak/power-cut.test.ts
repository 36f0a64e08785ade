import { hash } from 'node:crypto';
import { appendFileSync, existsSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, onTestFinished, test, vi } from 'vitest';
import { putSmallPictures, runEngine } from '../support/engine-run.ts';
import type { KillPoint } from '../support/kill-point.ts';
import type { DiskEvent } from '../support/power-cut/disk-events.ts';
import { putDisk, recordDisk } from '../support/power-cut/record-disk.ts';
import { toldName, wishToFlush } from '../support/power-cut/served-disk.ts';
import { type DiskEntry, SimulatedDisk, type Spared } from '../support/power-cut/simulated-disk.ts';
import { ToldSoFar } from '../support/power-cut/told.ts';
import { brokenAtTheEnd, brokenOnDisk } from '../support/power-cut/what-broke.ts';
import { tempFolder } from '../support/temp-folder.ts';

const minutes = 60_000;

const tell = (line: string) => void process.stdout.write(`${line}\n`);

/** The same answer for the same numbers, and about as often yes as no. */
const oftenYes = (seed: number) => (step: number) =>
  ((Math.imul(step + 1, 2_654_435_761) ^ Math.imul(seed + 1, 40_503_397)) >>> 0) % 7 < 3;

/**
 * Whoever goes on from a disk after a cut flushes it more than a hundred times. What a power cut costs is asked of the recorded disk and
 * not of this one, and there are a thousand of them: on a real disk that others use, too, they took more than a quarter of an hour.
 */
const inMemory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

const never = () => false;
const always = () => true;

/** What a disk may have kept of all that was not flushed. */
const cuts: Readonly<Record<string, Spared>> = {
  'nothing more': { name: never, data: never },
  'names without data': { name: always, data: never },
  'data without names': { name: never, data: always },
  'this and that': { name: oftenYes(1), data: oftenYes(2) },
  'that and this': { name: oftenYes(3), data: oftenYes(4) },
};

const hashes = new WeakMap<Buffer, string>();

function hashOf(data: Buffer): string {
  const known = hashes.get(data) ?? hash('sha256', data, 'hex');
  hashes.set(data, known);
  return known;
}

const digest = (entries: readonly DiskEntry[]) =>
  entries.map(({ path, inode, data }) => `${path} ${inode} ${data ? hashOf(data) : ''}`).join('\n');

interface Scenario {
  readonly pictureCount: number;
  readonly recipe: object;
  /** Where the app is killed before it goes on to the end. */
  readonly killPoint: KillPoint;
  readonly isReplacing: boolean;
  readonly hasLinks: boolean;
}

const scenarios: Readonly<Record<string, Scenario>> = {
  'results in a new folder': {
    pictureCount: 24,
    recipe: {},
    // Between the two names of a result.
    killPoint: { call: 'unlink', when: 'before', count: 9 },
    isReplacing: false,
    hasLinks: true,
  },
  'results on a disk without hard links': {
    pictureCount: 8,
    recipe: {},
    // An empty file holds the name of a result.
    killPoint: { call: 'rename', when: 'before', count: 3 },
    isReplacing: false,
    hasLinks: false,
  },
  'results in place of their originals': {
    pictureCount: 6,
    recipe: {
      destination: { kind: 'beside', folderName: '' },
      conflict: 'overwrite',
      replacesSource: true,
    },
    killPoint: { call: 'link', when: 'after', count: 5 },
    isReplacing: true,
    hasLinks: true,
  },
};

interface Recorded {
  readonly events: readonly DiskEvent[];
  readonly names: readonly string[];
  readonly original: Buffer;
}

/** Killed once, and gone on from there. */
async function recordKilledRun(folder: string, scenario: Scenario): Promise<Recorded> {
  const { pictureCount, recipe, killPoint } = scenario;
  const words = ['--tell', join(folder, toldName), '--recipe', JSON.stringify(recipe)];
  const known: { names: readonly string[]; original: Buffer }[] = [];
  const events = await recordDisk(folder, scenario, async () => {
    const names = await putSmallPictures(folder, pictureCount);
    known.push({ names, original: readFileSync(join(folder, 'photos', '0.jpg')) });
    appendFileSync(join(folder, toldName), `${wishToFlush}\n`);
    expect(await runEngine(folder, killPoint, words)).toBe('SIGKILL');
    expect(await runEngine(folder, undefined, words)).toBe(0);
  });
  const [{ names, original } = { names: [], original: Buffer.alloc(0) }] = known;
  return { events, names, original };
}

/** The bytes that every result has in the end: all pictures are the same. */
function wholeResult({ events, names }: Recorded, isReplacing: boolean): Buffer {
  const disk = new SimulatedDisk();
  for (const event of events) disk.apply(event);
  const folder = isReplacing ? 'photos' : 'photos/thumbnails';
  const results = disk
    .afterCut({ name: always, data: always })
    .filter(({ path, data }) => dirname(path) === folder && data);
  expect(new Set(results.map(({ data }) => data && hashOf(data))).size).toBe(1);
  expect(results).toHaveLength(names.length);
  return results[0]?.data ?? Buffer.alloc(0);
}

test.each(Object.entries(scenarios))(
  '%s: whenever the power is cut, what was told is so, and the rest is made once',
  { timeout: 30 * minutes },
  async (_, scenario) => {
    vi.stubEnv('TMPDIR', inMemory);
    onTestFinished(() => void vi.unstubAllEnvs());
    const folder = join(tempFolder(), 'disk');
    const recorded = await recordKilledRun(folder, scenario);
    const { events, names } = recorded;
    const whole = wholeResult(recorded, scenario.isReplacing);
    const { hasLinks } = scenario;
    const original = scenario.isReplacing ? recorded.original : null;
    const disk = new SimulatedDisk();
    const told = new ToldSoFar();
    const seen = new Set<string>();
    const broken: string[] = [];
    const leftovers = new Set<string>();
    let isBegun = false;
    for (const [step, event] of events.entries()) {
      disk.apply(event);
      if (event.kind === 'told') told.hear(event.text);
      isBegun ||= event.kind === 'all-flushed';
      if (!isBegun) continue;
      if (step % 100 === 0) tell(`${step} of ${events.length} events, ${seen.size} disks`);
      for (const [name, spared] of Object.entries(cuts)) {
        const left = disk.afterCut(spared);
        const state = digest(left);
        const isNew = !seen.has(state);
        // A disk that is known already may have to keep more promises now.
        if (!isNew && event.kind !== 'told') continue;
        seen.add(state);
        putDisk(folder, left);
        const after = { folder, told, whole, names, original, hasLinks };
        const found = brokenOnDisk(after);
        if (isNew) found.push(...(await brokenAtTheEnd(after, leftovers)));
        if (found.length > 0) broken.push(`${step} (${event.kind}), ${name}: ${found.join('; ')}`);
      }
    }
    tell(
      `${events.length} events, ${seen.size} different disks after a cut, ${leftovers.size} hidden files left over`,
    );
    expect(broken).toEqual([]);
  },
);
