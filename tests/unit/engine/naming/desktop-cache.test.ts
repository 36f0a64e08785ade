import {
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, it as everywhere } from 'vitest';
import type { Placer, ReservedOutput } from '../../../../src/engine/naming/placement.ts';
import { createPlacer } from '../../../../src/engine/naming/placer.ts';
import { desktopPreset } from '../../../../src/shared/task/preset.ts';
import { useDesktopCache } from '../../../support/desktop-cache.ts';
import { tempFolder } from '../../../support/temp-folder.ts';
import { placementRequest } from './placement-request.ts';

const it = everywhere.runIf(process.platform === 'linux');

function bench() {
  const folder = tempFolder();
  const cache = useDesktopCache(join(folder, 'cache'));
  const source = join(folder, 'a.jpg');
  writeFileSync(source, 'a picture');
  const outputs = desktopPreset.recipe.outputs.slice(0, 2);
  const requestOf = (batchId: string, change: object = {}) =>
    placementRequest(source, { ...desktopPreset.recipe, outputs, ...change }, { batchId });
  const wanted = ['normal', 'large'].map((size) => cache.pathOf(size, source));
  const put = (path: string, text: string) => {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  };
  return { cache, source, requestOf, wanted, put };
}

async function reserved(placer: Placer, request: ReturnType<typeof placementRequest>) {
  const placement = await placer.reserve(request);
  if (placement.kind !== 'write') throw new Error(`expected names, got ${placement.kind}`);
  return placement.outputs.filter((output) => output !== null);
}

function write(outputs: readonly ReservedOutput[], text: string) {
  for (const { temporaryPath } of outputs) writeFileSync(temporaryPath, text, { flag: 'wx' });
}

it('gives one source the same names in two batches at once, and the later one stays', async () => {
  const { requestOf, wanted } = bench();
  const placer = createPlacer();
  const first = await reserved(placer, requestOf('first'));
  const second = await reserved(placer, requestOf('second'));
  write(first, 'first');
  write(second, 'second');
  expect(await placer.commit(first)).toEqual({ ok: true, value: wanted });
  expect(await placer.commit(second)).toEqual({ ok: true, value: wanted });
  expect(wanted.map((path) => readFileSync(path, 'utf8'))).toEqual(['second', 'second']);
  expect(wanted.map((path) => readdirSync(dirname(path)).length)).toEqual([1, 1]);
});

it('gives the same names again when a task is tried once more', async () => {
  const { requestOf, wanted } = bench();
  const placer = createPlacer();
  for (const text of ['first', 'again']) {
    const outputs = await reserved(placer, requestOf('batch'));
    write(outputs, text);
    expect(await placer.commit(outputs)).toEqual({ ok: true, value: wanted });
  }
});

it('leaves a thumbnail alone that is a source itself, also under another name', async () => {
  const { source, requestOf, wanted, put } = bench();
  const [normal, large] = wanted;
  put(normal ?? '', 'a source of another task');
  mkdirSync(dirname(large ?? ''), { recursive: true });
  linkSync(source, large ?? '');
  const placer = createPlacer({ isSource: (path) => path === normal, mayReplaceSources: true });
  const request = requestOf('batch', { conflict: 'overwrite', replacesSource: true });
  expect(await placer.reserve(request)).toEqual({ kind: 'skip', reason: 'output-exists' });
});

it('lets one size lead to another inside the cache, and gives it no second name', async () => {
  const { cache, requestOf, wanted } = bench();
  mkdirSync(join(cache.folder, 'large'), { recursive: true });
  symlinkSync('large', join(cache.folder, 'normal'));
  const placer = createPlacer();
  const outputs = await reserved(placer, requestOf('batch'));
  write(outputs, 'new');
  expect(await placer.commit(outputs)).toEqual({ ok: true, value: wanted });
  expect(readdirSync(join(cache.folder, 'large'))).toHaveLength(1);
});
