import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { failureCodes } from '../../../src/shared/task/failure.ts';
import { formatFixture, refusalOf } from '../../support/format-fixtures.ts';

/** Give the printed one in the environment to see the same run again. */
const seed = Number(process.env['THUMBLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** Of each file, in each of the two ways; the soak gives more, to look for longer. */
const triesPerFile = Number(process.env['THUMBLINE_FUZZ_FILES'] ?? 4);

/** A picture, or one of our codes but a bug's. */
const answers = [null, ...failureCodes.filter((code) => code !== 'internal')];

const folder = join(import.meta.dirname, '..', '..', 'fixtures', 'formats');
const names = readdirSync(folder).filter((name) => !/\.(?:png|md)$/.test(name));

/** A linear congruential generator (Numerical Recipes): numbers from 0 to below `limit`. */
function numbers(start: number): (limit: number) => number {
  let state = start >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** One to four bytes changed, half of the times near the beginning, where headers are. */
function mutated(bytes: Buffer, next: (limit: number) => number): Buffer {
  const changed = Buffer.from(bytes);
  const reach = next(2) === 0 ? bytes.length : Math.min(bytes.length, 200);
  for (let count = next(4); count >= 0; count -= 1) changed[next(reach)] = next(256);
  return changed;
}

test.each(names)(`%s, changed at random (seed ${seed}), is a picture or refused`, async (name) => {
  const next = numbers(seed);
  const bytes = formatFixture(name);
  for (let count = 0; count < triesPerFile; count += 1) {
    const failure = await refusalOf(mutated(bytes, next));
    expect(answers).toContain(failure?.code ?? null);
  }
});

test.each(names)(`%s, cut anywhere (seed ${seed}), is a picture or refused`, async (name) => {
  const next = numbers(seed);
  const bytes = formatFixture(name);
  const partBytes = Math.ceil(bytes.length / triesPerFile);
  // Nothing of it, and somewhere in each further part.
  for (let part = 0; part < triesPerFile; part += 1) {
    const end = part === 0 ? 0 : part * partBytes + next(partBytes);
    const failure = await refusalOf(bytes.subarray(0, end));
    expect(answers).toContain(failure?.code ?? null);
  }
});
