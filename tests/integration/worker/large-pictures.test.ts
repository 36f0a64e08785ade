import { afterAll, expect, it } from 'vitest';
import { createWorkerPool } from '../../../src/engine/worker-pool/create-worker-pool.ts';
import { createNodeLauncher } from '../../../src/engine/worker-pool/node-launcher.ts';
import { texture } from '../../fixtures/scene.ts';
import { formatFixture } from '../../support/format-fixtures.ts';
import { attempt, bench, nodePath, workerEntry } from '../../support/worker-attempt.ts';

/** What the workers asked for, each of which they get at once. */
const asked: number[] = [];
let insideCount = 0;
const room = {
  enter: (bytes: number) => {
    asked.push(bytes);
    insideCount += 1;
    return Promise.resolve(() => {
      insideCount -= 1;
    });
  },
};
const launcher = createNodeLauncher({ nodePath: nodePath(), workerEntry });
const pool = createWorkerPool({ launcher, limitMs: 30_000, room });
afterAll(() => pool.close());

async function asksFor(name: string, bytes: Buffer): Promise<readonly number[]> {
  asked.length = 0;
  const place = bench(name, bytes);
  await attempt(pool, place, [{ width: 20 }]);
  expect(insideCount).toBe(0);
  return [...asked];
}

/** The header of an uncompressed TIFF of three colours, whose pixels never come. */
function tiffHeader(width: number, height: number): Buffer {
  const entries = [
    [256, 4, 1, width],
    [257, 4, 1, height],
    [258, 3, 1, 8],
    [259, 3, 1, 1],
    [262, 3, 1, 2],
    [273, 4, 1, 8],
    [277, 3, 1, 3],
    [278, 4, 1, height],
    [279, 4, 1, width * height * 3],
  ] as const;
  const bytes = Buffer.alloc(10 + entries.length * 12 + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(8, 4);
  bytes.writeUInt16LE(entries.length, 8);
  for (const [at, [tag, type, count, value]] of entries.entries()) {
    const place = 10 + at * 12;
    bytes.writeUInt16LE(tag, place);
    bytes.writeUInt16LE(type, place + 2);
    bytes.writeUInt32LE(count, place + 4);
    bytes.writeUInt32LE(value, place + 8);
  }
  return bytes;
}

it('a TIFF of 200 megapixels asks for room before it is decoded', async () => {
  expect(await asksFor('a.tif', tiffHeader(20_000, 10_000))).toEqual([600_000_000]);
});

it('so does a picture that is decoded as a whole when it is opened', async () => {
  const qoi = Buffer.from(formatFixture('alpha.qoi'));
  qoi.writeUInt32BE(10_000, 4);
  qoi.writeUInt32BE(2000, 8);
  expect(await asksFor('a.qoi', qoi)).toEqual([160_000_000]);
});

it('usual pictures ask for nothing', async () => {
  const jpeg = await texture(640, 480).jpeg().toBuffer();
  expect(await asksFor('a.jpg', jpeg)).toEqual([]);
  expect(await asksFor('a.qoi', formatFixture('alpha.qoi'))).toEqual([]);
});
