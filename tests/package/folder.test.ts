import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { decoderPackages } from '../../scripts/decoder-packages.js';
import { readFuses } from '../../scripts/package/read-fuses.js';
import { unpacked } from './unpacked.ts';

const files = globSync('**', { cwd: unpacked, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(unpacked.length + 1));

test('the built program has every fuse as the configuration says', () => {
  const text = readFileSync(join(unpacked, '../../electron-builder.yml'), 'utf8');
  const { electronFuses } = parse(text) as { electronFuses: Readonly<Record<string, boolean>> };
  const fuses = readFuses(readFileSync(join(unpacked, 'thumbline-app')));
  // electron-builder does not know the last one: it only makes WebAssembly's bounds checks faster.
  expect(fuses).toEqual({ ...electronFuses, wasmTrapHandlers: true });
});

test('a package holds no source, test or header, and no second start page', () => {
  const strange = files.filter((path) =>
    /\.(?:ts|tsx|map|h|gypi?)$|\.(?:test|spec)\.|(?:^|\/)(?:tests?|include)\/|default_app/.test(
      path,
    ),
  );
  expect(strange).toEqual([]);
});

test('only the modules of the worker and of the watcher lie in it, and none that nothing loads', () => {
  const modules = 'resources/app.asar.unpacked/node_modules/';
  const names = files
    .filter((path) => path.startsWith(modules))
    .map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path.slice(modules.length))?.[0])
    .map((name) => (name?.startsWith('@img/sharp-') ? 'sharp' : name))
    .map((name) => (name?.startsWith('@parcel/watcher-') ? '@parcel/watcher' : name));
  const watching = ['@parcel/watcher', 'detect-libc', 'is-glob', 'is-extglob', 'picomatch'];
  const loaded = [...decoderPackages, '@fontsource/noto-sans', ...watching];
  expect(new Set(names)).toEqual(new Set(loaded));
  expect(files).not.toContain(`${modules}@imagemagick/magick-wasm/dist/index.umd.cjs`);
  expect(files.filter((path) => path.includes('magick-wasm/dist/x64'))).toEqual([]);
  expect(files.filter((path) => /icodec\/dist\/(?!jxl-dec)/.test(path))).toEqual([]);
});

test('what V8 compiled while the package was made is not in it', () => {
  expect(files.filter((path) => path.includes('/out/compiled/'))).toEqual([]);
});

test('licences lie beside the program', () => {
  const licences = files.filter((path) => path.startsWith('resources/licences/'));
  const chromium = 'LICENSES.chromium.html';
  const names = ['LICENSE', chromium, 'LICENSES.txt', 'NOTICE', 'THIRD-PARTY.md', 'sbom.cdx.json'];
  expect(new Set(licences)).toEqual(new Set(names.map((name) => `resources/licences/${name}`)));
  expect(files).toEqual(expect.arrayContaining(['LICENSE.electron.txt', 'resources/node/LICENSE']));
  const page = readFileSync(join(unpacked, 'resources/licences', chromium), 'utf8');
  const packed = /^H4sI.*$/m.exec(page)?.[0] ?? '';
  const text = gunzipSync(Buffer.from(packed, 'base64')).toString();
  expect(text).toContain('<span class="title">V8 JavaScript Engine</span>');
  expect(text.trimEnd()).toMatch(/<\/html>$|<\/div>$/);
});
