import { expect, test } from 'vitest';
import { join } from 'node:path';
import { defaultPreset } from '../../src/shared/task/preset.ts';
import { dyingWorkers } from '../support/dying-workers.ts';
import { putSmallPictures, runEngine } from '../support/engine-run.ts';
import { expectMadeOnce } from '../support/expect-made-once.ts';
import type { KillPoint } from '../support/kill-point.ts';
import { openEngine } from '../support/open-engine.ts';
import { tempFolder } from '../support/temp-folder.ts';

const minutes = 60_000;
/** Said, so that a run that failed can be had again. */
const seed = Number(process.env['THUMBLINE_SEED'] ?? Date.now() % 100_000);

/** Mulberry32: numbers from 0 to below 1, the same for the same seed. */
function randomFrom(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function* killPoints(
  random: () => number,
  { calls, most }: { readonly calls: readonly KillPoint['call'][]; readonly most: number },
): Generator<KillPoint, never> {
  for (;;) {
    const call = calls[Math.floor(random() * calls.length)] ?? 'commit';
    // Twice as often near the beginning as near the end.
    const count = 2 + Math.floor(random() ** 2 * most);
    yield { call, count, when: random() < 0.5 ? 'before' : 'after' };
  }
}

test(
  'an app that dies at 100 random moments loses nothing and makes nothing twice',
  { timeout: 15 * minutes },
  async () => {
    process.stdout.write(`THUMBLINE_SEED=${seed}\n`);
    const folder = tempFolder();
    const names = await putSmallPictures(folder, 1000);
    const points = killPoints(randomFrom(seed), { calls: ['commit', 'link', 'unlink'], most: 20 });
    let deaths = 0;
    for (const point of points) {
      if (deaths === 100) break;
      const ending = await runEngine(folder, point);
      if (ending === 0) break;
      expect(ending, JSON.stringify(point)).toBe('SIGKILL');
      deaths += 1;
    }
    expect(await runEngine(folder)).toBe(0);
    process.stdout.write(`killed ${deaths} times\n`);
    expect(deaths).toBeGreaterThan(50);
    expectMadeOnce(folder, names);
  },
);

test(
  'workers that die at 100 random moments cost an attempt each, and nothing else',
  { timeout: 15 * minutes },
  async () => {
    process.stdout.write(`THUMBLINE_SEED=${seed}\n`);
    const folder = tempFolder();
    const names = await putSmallPictures(folder, 1000);
    const calls: KillPoint['call'][] = ['read', 'write', 'close', 'send'];
    const points = killPoints(randomFrom(seed), { calls, most: 12 });
    const deaths = Array.from({ length: 100 }, () => points.next().value);
    const launcher = dyingWorkers(folder, deaths);
    const holdTiming = { firstLookMs: 1, longestWaitMs: 1, crashRestMs: 0 };
    const engine = openEngine(folder, { launcher, holdTiming });
    const { recipe } = defaultPreset;
    const paths = [join(folder, 'photos')];
    const { batchId } = await engine.enqueue({ paths, recipe, origin: 'drop' });
    await engine.settled(batchId ?? '');
    expect(launcher.launchCount).toBeGreaterThan(deaths.length);
    await engine.close();
    expectMadeOnce(folder, names);
  },
);
