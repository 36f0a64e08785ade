import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const page = join(import.meta.dirname, '../../out/renderer');
const scripts = join(page, 'assets');

/** What a script loads before it is run. */
const importedBy = (text: string) =>
  [...text.matchAll(/(?:from|import)\s*["'`]\.\/([^"'`]+\.js)["'`]/g)].map(([, name = '']) => name);

/** Bytes of these scripts and of all that they import statically. */
function bytesOf(first: readonly string[]): number {
  const loaded = new Map<string, number>();
  const wanted = [...first];
  for (let name = wanted.pop(); name !== undefined; name = wanted.pop()) {
    if (loaded.has(name)) continue;
    const text = readFileSync(join(scripts, name), 'utf8');
    loaded.set(name, Buffer.byteLength(text));
    wanted.push(...importedBy(text));
  }
  return [...loaded.values()].reduce((sum, bytes) => sum + bytes, 0);
}

it('the window shows its first screen with at most 500 kB of scripts', () => {
  const [, entry = ''] =
    /src="[^"]*assets\/([^"]+\.js)"/.exec(readFileSync(join(page, 'index.html'), 'utf8')) ?? [];
  const app = readdirSync(scripts).filter((name) => /^render-app.*\.js$/.test(name));
  expect(app).toHaveLength(1);
  const bytes = bytesOf([entry, ...app]);
  // React alone is 200 kB: less would mean that something was not counted.
  expect(bytes).toBeGreaterThan(200_000);
  expect(bytes).toBeLessThan(500_000);
});
