import { Buffer } from 'node:buffer';
import { expect, test } from 'vitest';
import { jpegSegments } from '../../../src/worker/bytes/jpeg-segments.ts';
import { pngChunk, withPngChunks } from '../../../src/worker/bytes/png-chunk.ts';
import { chunksBeforePixels } from '../../../src/worker/bytes/png-chunks.ts';
import { webpChunks, writeWebp } from '../../../src/worker/bytes/riff.ts';
import { scene } from '../../fixtures/scene.ts';
import { opened } from '../../support/format-fixtures.ts';

const many = 200_000;
const times = (part: Buffer) => Buffer.alloc(part.length * many, part);

test('a JPEG of very many segments is walked as far as any real one goes, and shown all the same', async () => {
  const jpeg = await scene(40, 30).jpeg().toBuffer();
  const remarks = times(Buffer.of(0xff, 0xfe, 0, 2));
  const bytes = Buffer.concat([jpeg.subarray(0, 2), remarks, jpeg.subarray(2)]);

  expect([...jpegSegments(bytes)]).toHaveLength(10_000);
  expect((await opened(bytes)).header).toMatchObject({ format: 'jpeg', width: 40, height: 30 });
});

test('so is a PNG of very many chunks', async () => {
  const png = await scene(40, 30).png().toBuffer();
  const bytes = withPngChunks(png, [times(pngChunk('prVt', Buffer.alloc(0)))]);

  expect([...chunksBeforePixels(bytes)]).toHaveLength(10_000);
  expect((await opened(bytes)).header).toMatchObject({ format: 'png', width: 40, height: 30 });
});

test('a WebP of very many chunks is none whose chunks are listed', async () => {
  const webp = await scene(40, 30).webp().toBuffer();
  const [first] = webpChunks(webp) ?? [];
  if (!first) throw new Error('it has no chunk');
  const more = Array.from({ length: 100_000 }, () => ({ type: 'more', body: Buffer.alloc(0) }));
  const bytes = writeWebp([first, ...more]);

  expect(webpChunks(bytes)).toBeNull();
  expect((await opened(bytes)).header).toMatchObject({ format: 'webp', width: 40, height: 30 });
});
