import { mkdirSync, readdirSync, renameSync, statSync, symlinkSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { identityOf } from '../../../../src/engine/files/fingerprints.ts';
import { saveTo } from '../../../../src/engine/server/save-download.ts';
import { watchIdle } from '../../../../src/engine/server/waiting.ts';
import { ok } from '../../../../src/shared/result.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

function startIn() {
  const [root, elsewhere] = [tempFolder(), tempFolder()];
  const folder = join(root, 'out');
  const away = join(root, 'away');
  mkdirSync(folder);
  const folderKey = identityOf(statSync(folder, { bigint: true }));
  const swap = () => {
    renameSync(folder, away);
    symlinkSync(elsewhere, folder);
  };
  const place = { path: join(folder, '.thumbline-1.part'), folderKey };
  return { folder, away, elsewhere, swap, place };
}

/** Sends a picture in two halves, and does this in between. */
function answer(inBetween: () => void = () => undefined): Response {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent === 1) inBetween();
        if (sent === 2) controller.close();
        else controller.enqueue(Buffer.from('half'));
        sent += 1;
      },
    },
    { highWaterMark: 0 },
  );
  return new Response(body);
}

function watch() {
  const idle = watchIdle(60_000, new AbortController().signal);
  onTestFinished(() => idle.close());
  return idle;
}

describe('a result that a server made', () => {
  it('is written into the folder that is meant', async () => {
    const { place } = startIn();
    const idle = watch();
    expect(await saveTo(place, 8)(answer(), idle)).toEqual(ok(ok(undefined)));
    expect(await readFile(place.path, 'utf8')).toBe('halfhalf');
  });

  it('is not written where another folder has its path by then', async () => {
    const { place, swap, away, elsewhere } = startIn();
    swap();
    const idle = watch();
    expect(await saveTo(place, 8)(answer(), idle)).toMatchObject({
      ok: true,
      value: { ok: false, problem: { code: 'output-unwritable' } },
    });
    expect([readdirSync(elsewhere), readdirSync(away)]).toEqual([[], []]);
  });

  it.each([
    ['goes on in its own folder', 8, ['.thumbline-1.part']],
    ['of which nothing is left when it is too long', 7, []],
  ])('that is under way when the folder is swapped %s', async (_, size, left) => {
    const { place, swap, away, elsewhere } = startIn();
    const idle = watch();
    await saveTo(place, size)(answer(swap), idle);
    expect([readdirSync(elsewhere), readdirSync(away)]).toEqual([[], left]);
  });
});
