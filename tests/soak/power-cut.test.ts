import { hash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { putSmallPictures, runEngine } from '../support/engine-run.ts';
import type { KillPoint } from '../support/kill-point.ts';
import type { DiskEvent } from '../support/power-cut/disk-events.ts';
import { putDisk, recordDisk } from '../support/power-cut/record-disk.ts';
import { toldName, wishToFlush } from '../support/power-cut/served-disk.ts';
import { type DiskEntry, SimulatedDisk, type Spared } from '../support/power-cut/simulated-disk.ts';
import { ToldSoFar } from '../support/power-cut/told.ts';
import { brokenAtTheEnd, brokenOnDisk } from '../support/power-cut/what-broke.ts';
import { tempFolder } from '../support/temp-folder.ts';

const pictureCount = 24;
const minutes = 60_000;

/** The same answer for the same numbers, and about as often yes as no. */
const oftenYes = (seed: number) => (step: number) =>
  ((Math.imul(step + 1, 2_654_435_761) ^ Math.imul(seed + 1, 40_503_397)) >>> 0) % 7 < 3;

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

const run = (folder: string, killPoint?: KillPoint) =>
  runEngine(folder, killPoint, ['--tell', join(folder, toldName)]);

/** The bytes that every result has in the end: all pictures are the same. */
function wholeResult(events: readonly DiskEvent[]): Buffer {
  const disk = new SimulatedDisk();
  for (const event of events) disk.apply(event);
  const results = disk
    .afterCut({ name: always, data: always })
    .filter(({ path, data }) => path.startsWith('photos/thumbnails/') && data);
  expect(results).toHaveLength(pictureCount);
  expect(new Set(results.map(({ data }) => data && hashOf(data))).size).toBe(1);
  return results[0]?.data ?? Buffer.alloc(0);
}

/** Killed between two names of a result, and gone on from there. */
async function recordKilledRun(folder: string): Promise<readonly DiskEvent[]> {
  return recordDisk(folder, async () => {
    await putSmallPictures(folder, pictureCount);
    appendFileSync(join(folder, toldName), `${wishToFlush}\n`);
    expect(await run(folder, { call: 'unlink', when: 'before', count: 9 })).toBe('SIGKILL');
    expect(await run(folder)).toBe(0);
  });
}

test(
  'whenever the power is cut, what was told is so, and the rest is made once',
  { timeout: 30 * minutes },
  async () => {
    const folder = join(tempFolder(), 'disk');
    const events = await recordKilledRun(folder);
    const whole = wholeResult(events);
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
      for (const [name, spared] of Object.entries(cuts)) {
        const left = disk.afterCut(spared);
        const state = digest(left);
        const isNew = !seen.has(state);
        // A disk that is known already may have to keep more promises now.
        if (!isNew && event.kind !== 'told') continue;
        seen.add(state);
        putDisk(folder, left);
        const after = { folder, told, whole };
        const found = brokenOnDisk(after);
        if (isNew) found.push(...(await brokenAtTheEnd(after, leftovers)));
        if (found.length > 0) broken.push(`${step} (${event.kind}), ${name}: ${found.join('; ')}`);
      }
    }
    process.stdout.write(
      `${events.length} events, ${seen.size} different disks after a cut, ${leftovers.size} hidden files left over\n`,
    );
    expect(broken).toEqual([]);
  },
);
