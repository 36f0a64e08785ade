import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createRecipePreviews } from '../../../src/main/protocol/recipe-previews.ts';
import { servePictures } from '../../../src/main/protocol/serve-pictures.ts';
import { tempFolder } from '../../support/temp-folder.ts';

/** Serves the file as a preview of that name would be. */
function serve(name: string, bytes: Uint8Array) {
  const path = join(tempFolder(), name);
  writeFileSync(path, bytes);
  const previews = createRecipePreviews();
  const never = () => {
    throw new Error('not asked');
  };
  const engine = {
    find: never,
    findBatch: never,
    focalPoint: never,
    preview: never,
    provisionalPicture: never,
  };
  const answer = servePictures({ engine, smallPicture: never, picturePart: never, previews });
  const size = { width: 100, height: 100 };
  const address = previews.add({ path, ...size, format: 'png' }, 'recipe');
  return { path, ask: () => answer(new Request(address)) };
}

const pngStart = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/** Begins like a PNG; no byte is like the one before. */
function likePng(length: number): Uint8Array {
  const bytes = Uint8Array.from({ length }, (_, at) => (at * 7) % 251);
  bytes.set(pngStart);
  return bytes;
}

test.each([100, 256 * 1024, 256 * 1024 + 1, 700_000])(
  'a picture of %i bytes is sent as it is',
  async (length) => {
    const bytes = likePng(length);
    const response = await serve('a.png', bytes).ask();
    expect(response.headers.get('Content-Type')).toBe('image/png');
    expect(response.headers.get('Content-Length')).toBe(String(length));
    expect(Buffer.compare(await response.bytes(), bytes)).toBe(0);
  },
);

test('whatever does not begin like a picture is not sent, by whatever name', async () => {
  for (const bytes of [new Uint8Array(), Buffer.from('password'), new Uint8Array(700_000)]) {
    const response = await serve('a.png', bytes).ask();
    expect(response.status).toBe(404);
    expect(await response.text()).toBe('');
  }
});

test('a picture that became shorter is sent as it is now', async () => {
  const { path, ask } = serve('a.png', likePng(5000));
  truncateSync(path, 3000);
  const response = await ask();
  expect(response.headers.get('Content-Length')).toBe('3000');
  expect((await response.bytes()).length).toBe(3000);
});
