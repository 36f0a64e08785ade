import { rmSync, writeFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { failureCodes } from '../../../src/shared/task/failure.ts';
import { sourceFormats } from '../../../src/shared/formats/formats.ts';
import { texture } from '../../fixtures/scene.ts';
import { harmed, numbersFrom } from '../../support/mutations.ts';
import { readableFiles } from '../../support/readable-files.ts';
import { attempt, bench, makeOne, realWorkerPool } from '../../support/worker-attempt.ts';

/** Give the printed one in the environment to see the same files again. */
const seed = Number(process.env['THUMBLINE_SEED'] ?? Math.floor(Math.random() * 2 ** 31));
/** In each of the streams; give more to look for longer. */
const filesPerStream = Number(process.env['THUMBLINE_FUZZ_FILES'] ?? 80);
const streams = 2;
const mostMsPerFile = 1000;
const pool = realWorkerPool(20_000);
const allowed: readonly string[] = failureCodes.filter((code) => code !== 'internal');
const recipe = { width: 20, format: 'png' as const };

test(
  `harmed files end in a picture or one of our codes (THUMBLINE_SEED=${seed})`,
  { timeout: filesPerStream * mostMsPerFile },
  async () => {
    const files = await readableFiles();
    expect([...files.keys()].toSorted()).toEqual([...sourceFormats].toSorted());
    const whole = bench('whole.jpg', await texture(48, 32).jpeg().toBuffer());
    const counts = { succeeded: 0, failed: 0, crashed: 0 };

    /** Takes turns through the formats; the same seed gives each stream the same files. */
    async function harmFiles(stream: number): Promise<void> {
      const next = numbersFrom(seed + stream);
      const place = bench('harmed.jpg', '');
      for (let turn = 0; turn < filesPerStream; turn += 1) {
        const ones = files.get(sourceFormats[turn % sourceFormats.length] ?? 'jpeg') ?? [];
        const bytes = harmed(ones[next(ones.length)] ?? Buffer.alloc(0), next);
        writeFileSync(place.source, bytes);
        const { outcome, paths } = await attempt(pool, place, [recipe]);
        const about = `${outcome.kind} in turn ${turn}: ${bytes.toString('base64')}`;
        if (outcome.kind === 'succeeded') rmSync(paths[0] ?? '');
        else if (outcome.kind === 'failed') expect(allowed, about).toContain(outcome.failure.code);
        // A crash costs its own file and not the next one.
        else if (outcome.kind === 'crashed') rmSync(await makeOne(pool, whole, recipe));
        else expect.fail(about);
        counts[outcome.kind] += 1;
        expect(place.left(), about).toEqual([]);
      }
    }

    await Promise.all(Array.from({ length: streams }, (_, stream) => harmFiles(stream)));
    process.stdout.write(`THUMBLINE_SEED=${seed} ${JSON.stringify(counts)}\n`);
    expect(counts.succeeded).toBeGreaterThan(0);
    expect(counts.failed).toBeGreaterThan(0);
  },
);
