import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { PreviewResult } from '../../../src/engine/previews/previews.ts';
import { makePictureParts } from '../../../src/main/protocol/picture-parts.ts';
import { notOk, ok } from '../../../src/shared/result.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function startParts() {
  const sourcePath = join(tempFolder(), 'a.jpg');
  writeFileSync(sourcePath, 'a');
  const asked: { readonly key: string; readonly end: (result: PreviewResult) => void }[] = [];
  const preview = (key: string) => {
    const { promise, resolve } = Promise.withResolvers<PreviewResult>();
    // As the engine does it: a newer one for the same key ends the older one.
    asked.findLast((one) => one.key === key)?.end(notOk('cancelled'));
    asked.push({ key, end: resolve });
    return promise;
  };
  const part = makePictureParts({ preview });
  const ask = (left: number, picture = 'a source') =>
    part({
      picture,
      sourcePath,
      page: 1,
      part: { left, top: 0, width: 100, height: 100, shrink: 1 },
    });
  const finish = async (at: number) => {
    await expect.poll(() => asked.length).toBeGreaterThan(at);
    const size = {
      width: 100,
      height: 100,
      sourceWidth: 1,
      sourceHeight: 1,
      sizeBytes: 1,
      taken: null,
    };
    asked[at]?.end(ok({ ...size, path: `/part ${at}`, format: 'png' }));
  };
  return { asked, ask, finish, sourcePath };
}

test('a part is made once, and another time when its picture has changed', async () => {
  const { asked, ask, finish, sourcePath } = startParts();
  const both = [ask(0), ask(0)];
  await finish(0);
  expect(await Promise.all(both)).toEqual(['/part 0', '/part 0']);
  expect(await ask(0)).toBe('/part 0');
  expect(asked).toHaveLength(1);
  writeFileSync(sourcePath, 'another');
  const anew = ask(0);
  await finish(1);
  expect(await anew).toBe('/part 1');
});

test('a part that nobody waits for any more makes way for the next one of its picture', async () => {
  const { asked, ask, finish } = startParts();
  const older = ask(0);
  await expect.poll(() => asked.length).toBe(1);
  const newer = ask(200);
  expect(await older).toBeNull();
  await finish(1);
  expect(await newer).toBe('/part 1');
  expect(new Set(asked.map(({ key }) => key)).size).toBe(1);
});

test('only some parts are kept, those wanted last', async () => {
  const { asked, ask, finish } = startParts();
  for (let at = 0; at < 12; at += 1) {
    const made = ask(at);
    await finish(at);
    await made;
  }
  expect(new Set(asked.map(({ key }) => key)).size).toBe(8);
  expect(await ask(11)).toBe('/part 11');
  expect(asked).toHaveLength(12);
  void ask(0);
  await expect.poll(() => asked.length).toBe(13);
});
