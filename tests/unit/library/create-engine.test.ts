import { expect, it, onTestFinished, vi } from 'vitest';
import { createEngine } from '../../../src/library/index.ts';
import type { Recipe } from '../../../src/library/public.ts';

it.each<[string, object, RegExp]>([
  ['an option that nobody knows', { concurency: 2 }, /^There is no option "concurency"\.$/],
  ['a number that cannot be', { concurrency: 0 }, /concurrency/],
])('refuses %s', async (_, options, line) => {
  const starting = createEngine(options);
  await expect(starting).rejects.toThrow(TypeError);
  await expect(starting).rejects.toThrow(line);
});

it('refuses at once a path that is none, and takes no empty one for the current folder', async () => {
  const engine = await createEngine({ concurrency: 1 });
  onTestFinished(() => engine.close());
  const recipe: Recipe = { outputs: [{ width: 1 }] };
  const refused: unknown[] = ['', ['photos', ''], undefined, [7]];
  for (const paths of refused) {
    const make = () => engine.makeThumbnails(paths as string, recipe);
    expect(make).toThrow(new TypeError('A path must be a string, and not empty.'));
  }
});

it("leaves the environment and so the warnings of its program's processes alone on Node 22", async () => {
  const { emitWarning, versions } = Object.getOwnPropertyDescriptors(process);
  vi.stubEnv('NODE_NO_WARNINGS', undefined);
  Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.18.0' } });
  onTestFinished(() => {
    Object.defineProperties(process, { emitWarning, versions });
    vi.unstubAllEnvs();
  });
  const engine = await createEngine({ concurrency: 1 });
  await engine.close();
  expect(process.env['NODE_NO_WARNINGS']).toBeUndefined();
});
