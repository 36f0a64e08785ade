import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { failureCodes } from '../../../src/shared/task/failure.ts';
import { failureLine } from '../../../src/shared/task/failure-words.ts';
import * as bombs from '../../fixtures/bombs.ts';
import { hugePng } from '../../fixtures/huge-png.ts';
import { attempt, bench, realWorkerPool } from '../../support/worker-attempt.ts';

/** Processor time, which does not depend on what else the computer does. */
const longestMs = 20_000;
const mostMemory = 1024 ** 3;
/** As long as usual. */
const limitMs = 60_000;
const pool = realWorkerPool(limitMs);

/** The most memory that any worker still there ever held, in bytes. One that was killed is not there. */
function peakMemory(): number {
  const peaks = pool.report().map(({ processId }) => {
    const status = readFileSync(`/proc/${processId}/status`, 'latin1');
    return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]) * 1024;
  });
  return Math.max(...peaks);
}

/** Processor time of the workers so far. Linux only; to 10 ms. */
function busyMs(): number {
  const ticks = pool.report().flatMap(({ processId }) => {
    const line = readFileSync(`/proc/${processId}/stat`, 'latin1');
    return line
      .slice(line.lastIndexOf(')') + 2)
      .split(' ')
      .slice(11, 13)
      .map(Number);
  });
  return ticks.reduce((sum, count) => sum + count * 10, 0);
}

/** The worker survives, within its time and memory, and either makes the picture or refuses it in one line. */
async function endOf(name: string, bytes: Buffer | string) {
  const place = bench(name, bytes);
  const isLinux = process.platform === 'linux';
  const busyBefore = isLinux ? busyMs() : 0;
  const { outcome } = await attempt(pool, place, [{ width: 100, height: 100 }]);
  expect(['succeeded', 'failed']).toContain(outcome.kind);
  if (isLinux) {
    expect(busyMs() - busyBefore).toBeLessThan(longestMs);
    expect(peakMemory()).toBeLessThan(mostMemory);
  }
  if (outcome.kind !== 'failed') return { code: null, subject: null };
  expect(failureLine(outcome.failure)).toMatch(/^[^\n]{1,160}$/);
  expect(place.left()).toEqual([]);
  return outcome.failure;
}

afterAll(() => {
  // All of them went through one worker: none has died.
  expect(pool.report()).toHaveLength(1);
});

describe('a bomb', () => {
  it('of 60,000 × 60,000 pixels in PNG is too large', async () => {
    expect(await endOf('a.png', hugePng(60_000, 60_000))).toMatchObject({
      code: 'image-too-large',
    });
  });

  it('of 20,000 frames in GIF shows its first', async () => {
    expect(await endOf('a.gif', bombs.gifOfManyFrames(20_000))).toMatchObject({ code: null });
  });

  it('that is a progressive JPEG, which is held whole, is too large', async () => {
    expect(await endOf('a.jpg', bombs.progressiveJpeg(17_000))).toEqual({
      code: 'image-too-large',
      subject: 'it needs more than 0.8 GB of memory',
    });
  });

  it('that is an interlaced PNG, which is held whole, is too large', async () => {
    expect(await endOf('a.png', hugePng(17_000, 17_000, true))).toEqual({
      code: 'image-too-large',
      subject: 'it needs more than 0.8 GB of memory',
    });
  });

  it('that is a ZIP archive named .jpg is called so', async () => {
    const zip = Buffer.concat([
      Buffer.from('504b0304140000000800', 'hex'),
      Buffer.alloc(5_000_000),
    ]);
    expect(await endOf('a.jpg', zip)).toEqual({
      code: 'format-unsupported',
      subject: 'a ZIP archive',
    });
  });

  it('of zipped spaces in an SVG is too large', async () => {
    expect(await endOf('a.svgz', bombs.svgzBomb())).toMatchObject({ code: 'image-too-large' });
  });

  it('of zipped zeros is an archive', async () => {
    expect(await endOf('a.svgz', gzipSync(Buffer.alloc(1e8), { level: 1 }))).toMatchObject({
      code: 'format-unsupported',
    });
  });

  it('of reused squares in an SVG is too large', async () => {
    expect(await endOf('a.svg', bombs.svgOfReuse(9))).toEqual({
      code: 'image-too-large',
      subject: 'an SVG drawing that reuses its parts 500,000 times',
    });
  });

  it.each(['iCCP', 'zTXt'] as const)('in the %s chunk of a PNG does no harm', async (type) => {
    const { code } = await endOf('a.png', await bombs.pngWithLargeChunk(type));
    expect([null, 'image-corrupt']).toContain(code);
  });

  it.each([
    ['four thousand million strips', { 273: [0xffffffff, 8], 279: [0xffffffff, 8] }],
    ['no row in a strip', { 278: [1, 0] }],
    ['a strip of four gigabytes', { 279: [1, 0xffffffff] }],
    ['65,535 samples a pixel', { 277: [1, 65_535] }],
    ['4,294,967,295 bits a sample', { 258: [1, 0xffffffff] }],
    ['a width of four thousand million', { 256: [1, 0xffffffff] }],
    [
      'a tile of four gigapixels',
      { 322: [1, 65_536], 323: [1, 65_536], 324: [1, 300], 325: [1, 9] },
    ],
    ['a profile of four gigabytes', { 34_675: [0xffffffff, 8] }],
  ] as const)('of a TIFF that claims %s is answered', async (_, tags) => {
    const { code } = await endOf('a.tif', bombs.tiffSaying(tags));
    expect([null, ...failureCodes.filter((one) => one !== 'internal')]).toContain(code);
  });
});
