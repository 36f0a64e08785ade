import { describe, expect, it } from 'vitest';
import sharp from 'sharp';
import {
  defaultReadLimits,
  headBytes,
  type Look,
  type Looked,
} from '../../../src/shared/worker/messages.ts';
import { texture } from '../../fixtures/scene.ts';
import { withThumbnail } from '../../support/with-thumbnail.ts';
import {
  attempt,
  type Bench,
  bench,
  peekOf,
  realWorkerPool,
} from '../../support/worker-attempt.ts';
import { workFor } from '../../support/work.ts';

const pool = realWorkerPool();
const peekPool = realWorkerPool(30_000, { ...defaultReadLimits, maxFileBytes: headBytes });
type Wanted = Parameters<typeof attempt>[2];

/** What a plan's look says; the outcome's kind where it says nothing. */
async function look(place: Bench, how: Look, outputs: Wanted = [{ longEdge: 60 }]) {
  let looked: Looked | null = null;
  const outcome = await pool.run(
    {
      attemptId: 'look',
      sourcePath: place.source,
      work: workFor(outputs),
      look: how,
      onProbed: (probe) => {
        looked = probe.looked ?? null;
        return Promise.resolve(null);
      },
    },
    new AbortController().signal,
  );
  expect(place.left()).toEqual([]);
  return (looked as Looked | null) ?? outcome;
}

/** A photograph from a camera: a small picture with an end of its own lies in front of the large one. */
async function cameraJpeg(): Promise<Buffer> {
  const small = await texture(16, 12).jpeg().toBuffer();
  const large = await texture(600, 400).jpeg({ quality: 90 }).toBuffer();
  const segment = Buffer.from([0xff, 0xe1, 0, 0]);
  segment.writeUInt16BE(small.length + 2, 2);
  return Buffer.concat([large.subarray(0, 2), segment, small, large.subarray(2)]);
}

describe('a look at a picture for a plan', () => {
  it('says how large outputs become, exactly as they are then written', async () => {
    const place = bench('a.jpg', await texture(300, 200).jpeg().toBuffer());
    const outputs: Wanted = [
      { name: 'a', width: 100, height: 100, fit: 'cover' },
      { name: 'b', longEdge: 150, format: 'webp' },
      { name: 'c', longEdge: 200, format: 'png' },
    ];
    const looked = await look(place, 'sample', outputs);
    const { outcome } = await attempt(pool, place, outputs);
    if (outcome.kind !== 'succeeded') throw new Error('It was not made.');
    const sampledBytes = outcome.outputs.map((output) => output?.sizeBytes);
    expect(looked).toMatchObject({ pages: 1, sampledBytes });
  });

  it('encodes only a part of a large output', async () => {
    const place = bench('a.png', await texture(1600, 1500).png().toBuffer());
    const outputs: Wanted = [{ longEdge: 1600, format: 'jpeg', withoutEnlargement: false }];
    const looked = await look(place, 'sample', outputs);
    const { outcome } = await attempt(pool, place, outputs);
    const size = outcome.kind === 'succeeded' ? (outcome.outputs[0]?.sizeBytes ?? 0) : 0;
    const sampled = 'sampledBytes' in looked ? (looked.sampledBytes?.[0] ?? 0) : 0;
    expect(sampled).toBeGreaterThan(size / 1.15);
    expect(sampled).toBeLessThan(size * 1.15);
    expect(sampled).not.toBe(size);
  });

  it('makes no pixels where the structure is whole', async () => {
    const bytes = await cameraJpeg();
    const looked = await look(bench('a.jpg', bytes), 'check');
    const coarseness = expect.closeTo(11.6, 0);
    const facts = { sizeBytes: bytes.length, pages: 1, coarseness };
    expect(looked).toEqual({ ...facts, sampledBytes: null });
  });

  it('names a photograph that was cut off, though its header is whole', async () => {
    const bytes = await cameraJpeg();
    const cut = bench('a.jpg', bytes.subarray(0, bytes.length / 2));
    const failure = { code: 'image-truncated' };
    expect(await look(cut, 'check')).toMatchObject({ kind: 'failed', failure });
  });

  it('finds the small picture at the beginning of a file of which no more is read', async () => {
    const photo = await texture(400, 300).jpeg().toBuffer();
    const small = await texture(160, 120).jpeg().toBuffer();
    const bytes = Buffer.concat([withThumbnail(photo, small), Buffer.alloc(3 * headBytes)]);
    const outcomes = await Promise.all(
      [bench('a.jpg', bytes), bench('b.jpg', photo)].map(({ source }) =>
        peekPool.run(peekOf(source), new AbortController().signal),
      ),
    );
    expect(outcomes).toEqual([
      { kind: 'peeked', picture: expect.stringMatching(/^\/9j\//) as string },
      { kind: 'peeked', picture: null },
    ]);
  });

  it('lets a file be that only looks cut off', async () => {
    const gif = await texture(60, 40).gif().toBuffer();
    const looked = await look(bench('a.gif', Buffer.concat([gif, Buffer.from('\n')])), 'check');
    expect(looked).toMatchObject({ pages: 1, sampledBytes: [expect.any(Number)] });
    const film = await sharp(gif).gif().toBuffer();
    expect(await look(bench('b.gif', film), 'check')).toMatchObject({ sampledBytes: null });
  });
});
