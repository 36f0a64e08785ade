import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { writeSite } from '../../../scripts/site/write-site.js';
import { formats, sourceFormats } from '../../../src/shared/formats/formats.ts';
import { tempFolder } from '../../support/temp-folder.ts';

function site(options?: { downloads: string }) {
  const folder = join(tempFolder(), 'site');
  writeSite(folder, options);
  const page = readFileSync(join(folder, 'index.html'), 'utf8');
  const style = readFileSync(join(folder, 'style.css'), 'utf8');
  return { folder, page, style };
}

const namedIn = (page: string) =>
  [...page.matchAll(/(?:href|src|srcset)="([^"]+)"/g)].map(([, name = '']) => name);

test('the site is whole: it names its own files and places only, and no others are there', () => {
  const { folder, page, style } = site();
  const named = namedIn(page);
  const places = named.filter((name) => name.startsWith('#'));
  for (const place of places) expect(page).toContain(` id="${place.slice(1)}"`);
  const files = named.filter((name) => !name.startsWith('#'));
  expect(files.filter((name) => !existsSync(join(folder, name)))).toEqual([]);
  const found = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => statSync(join(folder, name)).isFile());
  expect(new Set(found)).toEqual(new Set(['index.html', ...files]));
  expect(style).not.toMatch(/url\(|@import/);
  expect(page).not.toMatch(/<script|<style| on\w+="|style="|\{\{/);
});

test('the site asks nothing of another host', () => {
  const { folder, page, style } = site();
  // What its examples of commands name is text, and icons name their language.
  const shown = page.replaceAll(/<pre.*?<\/pre>/gs, '');
  expect(`${shown}${style}`).not.toMatch(/(?:https?:)?\/\/\w/);
  for (const name of ['icon.svg', 'hills-light.svg', 'hills-dark.svg']) {
    const picture = readFileSync(join(folder, name), 'utf8');
    expect(picture.replaceAll('http://www.w3.org/2000/svg', '')).not.toMatch(/:\/\/|href="[^#]/);
  }
});

test('one look at the site is light enough for a phone', () => {
  const { folder, page } = site();
  const sizeOf = (name: string) => statSync(join(folder, name)).size;
  const files = new Set(namedIn(page).filter((name) => !name.startsWith('#')));
  for (const name of files) expect(sizeOf(name), name).toBeLessThan(2_000_000);
  const light = [...files].filter((name) => !name.includes('dark') && !name.includes('queue'));
  const total = light.reduce((sum, name) => sum + sizeOf(name), sizeOf('index.html'));
  expect(total).toBeLessThan(2_500_000);
});

test('the site says what the project says of itself', () => {
  const { page } = site();
  expect(page).toContain(`Get Thumbline ${manifest.version}<`);
  expect(page).toContain(`thumbline_${manifest.version}_amd64.deb`);
  expect(page).toContain(`Reads ${sourceFormats.length} formats`);
  for (const format of sourceFormats) expect(page).toContain(`>${formats[format].name}<`);
  expect(page).toContain('npm ci &amp;&amp; npm start -- samples');
  const table = readFileSync(new URL('../../../docs/packaging.md', import.meta.url), 'utf8');
  // What is said to be never run: once it was, this sentence and the page must change.
  const isUntried = (of: RegExp) => of.test(table);
  expect(page.includes('written for it, never run there')).toBe(
    isUntried(/^\| macOS.*\|\n\| Windows.*/m) && isUntried(/None of this was run by us yet/),
  );
});

test('with the address of a release the packages are links, without one it says that there is none', () => {
  expect(site().page).toContain('No release is published yet');
  const { page } = site({ downloads: 'https://thumbline.example/0.1.0' });
  expect(page).not.toContain('No release is published yet');
  const file = `thumbline_${manifest.version}_amd64.deb`;
  expect(page).toContain(`href="https://thumbline.example/0.1.0/${file}"`);
});

test('the site is written over an older one, and never over anything else', () => {
  const { folder } = site();
  writeSite(folder);
  const other = join(folder, 'letters');
  mkdirSync(other);
  writeFileSync(join(other, 'dear.txt'), 'Dear');
  expect(() => writeSite(folder)).toThrow('letters');
  expect(readFileSync(join(other, 'dear.txt'), 'utf8')).toBe('Dear');
  const theirs = tempFolder();
  writeFileSync(join(theirs, 'index.html'), 'Another site');
  expect(() => writeSite(theirs)).toThrow('index.html');
  expect(readFileSync(join(theirs, 'index.html'), 'utf8')).toBe('Another site');
});

test.each(['nothing', 'thumbline.example'])('%j is no address of a release', (downloads) => {
  const folder = join(tempFolder(), 'site');
  expect(() => writeSite(folder, { downloads })).toThrow('is no address');
  expect(existsSync(folder)).toBe(false);
});
