import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateConfiguration } from 'app-builder-lib/out/util/config/config.js';
import { DebugLogger } from 'builder-util';
import { expect, test, vi } from 'vitest';
import { parse } from 'yaml';
import manifest from '../../../package.json' with { type: 'json' };
import { rooms } from '../../../rooms.js';
import { decoderPackages } from '../../../scripts/decoder-packages.js';
import { forEachProcessor } from '../../../scripts/package/build-packages.js';
import { packageNames } from '../../../scripts/package/package-names.js';
import { differences } from '../../../scripts/package/differences.js';
import { fileManagerEntries } from '../../../scripts/package/file-manager-entries.js';
import { stripSymbols } from '../../../scripts/package/write-node.js';
import { checkDescription } from '../../../scripts/package/write-system-files.js';
import { softwareList } from '../../../scripts/package/write-licences.js';
import { libraryPackages } from '../../../scripts/system-libraries.js';
import { carriedPackages } from '../../../scripts/third-party.js';
import { formats } from '../../../src/shared/formats/formats.ts';
import { builtInPresets } from '../../../src/shared/task/preset.ts';
import { tempFolder } from '../../support/temp-folder.ts';

interface Target {
  readonly target: string;
  readonly arch: readonly string[];
}

interface Configuration {
  readonly appId: string;
  readonly files: readonly (string | { readonly from: string; readonly filter: string[] })[];
  readonly linux: { readonly target: readonly Target[]; readonly mimeTypes: readonly string[] };
  readonly mac: {
    readonly target: readonly Target[];
    readonly extendInfo: {
      readonly CFBundleDocumentTypes: readonly {
        readonly LSHandlerRank: string;
        readonly CFBundleTypeExtensions?: readonly string[];
        readonly LSItemContentTypes?: readonly string[];
      }[];
    };
  };
  readonly win: { readonly target: readonly Target[] };
  readonly deb: { readonly depends: readonly string[] };
}

const text = readFileSync(new URL('../../../electron-builder.yml', import.meta.url), 'utf8');
const configuration = parse(text) as Configuration;

/** The packages of `node_modules` that a package carries files of. */
function packedPackages(): string[] {
  const filters = configuration.files.flatMap((one) => (typeof one === 'string' ? [] : one.filter));
  const names = filters.map((path) => /^(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? path);
  return [...new Set(names)].toSorted();
}

test('electron-builder takes the configuration of every system', async () => {
  await validateConfiguration(configuration as object, new DebugLogger(false));
  const made = ({ target }: { readonly target: readonly Target[] }) =>
    target.flatMap((one) => one.arch.map((arch) => `${one.target} ${arch}`));
  expect(made(configuration.linux)).toContain('rpm arm64');
  expect(made(configuration.mac)).toEqual(['dmg universal', 'zip universal']);
  expect(made(configuration.win)).toContain('portable arm64');
});

test('Windows knows the window by the name that its package has', () => {
  const main = readFileSync(new URL('../../../src/main/index.ts', import.meta.url), 'utf8');
  expect(main).toContain(`setAppUserModelId('${configuration.appId}')`);
});

test('a package that is asked for by name is made for every processor that is configured', () => {
  expect(forEachProcessor(['dmg'], configuration.mac.target)).toEqual(['dmg:universal']);
  expect(forEachProcessor(['nsis', 'portable'], configuration.win.target)).toEqual([
    'nsis:x64',
    'nsis:arm64',
    'portable:x64',
    'portable:arm64',
  ]);
  expect(forEachProcessor([], configuration.win.target)).toEqual([]);
});

test('each package has a name of its own, with its version and its processor', () => {
  const words = { name: 'thumbline', productName: 'Thumbline', version: '1.2.3' };
  const names = packageNames(words).map(({ file }) => file);
  expect(new Set(names).size).toBe(names.length);
  expect(names).toEqual(
    expect.arrayContaining([
      'thumbline_1.2.3_amd64.deb',
      'thumbline-1.2.3.aarch64.rpm',
      'Thumbline-1.2.3-x86_64.AppImage',
      'thumbline-1.2.3-linux-x64.tar.gz',
      'Thumbline-1.2.3-mac-universal.dmg',
      'Thumbline-1.2.3-setup.exe',
      'Thumbline-1.2.3-portable.exe',
    ]),
  );
});

test('README tells of every package for people, by the name that it has', () => {
  const readme = readFileSync(new URL('../../../README.md', import.meta.url), 'utf8');
  const names = packageNames({ ...manifest, version: '*' });
  const isArm = (file: string) => /arm64|aarch64/.test(file);
  // The updater of the Mac alone wants the archive.
  const wanted = names.filter(({ target, file }) => target !== 'zip' && !isArm(file));
  const told = [...readme.matchAll(/`(thumbline[-_]\*[^`/ ]*)`/gi)].map(([, file = '']) => file);
  expect(new Set(told)).toEqual(new Set(wanted.map(({ file }) => file)));
});

test('a configuration with a word that electron-builder does not know is refused', async () => {
  const wrong = { ...configuration, asarUnpacked: ['out/**'] };
  await expect(validateConfiguration(wrong as object, new DebugLogger(false))).rejects.toThrow(
    'asarUnpacked',
  );
});

/** What `@parcel/watcher` loads; the rest of its dependencies is for building it. */
const watcherPackages = [
  '@parcel/watcher',
  '@parcel/watcher-*',
  'detect-libc',
  'is-extglob',
  'is-glob',
  'picomatch',
];

test('a package carries just the modules that the built worker and the watcher of folders load', () => {
  // sharp's JavaScript is in the worker's own file; its native part is not.
  const loaded = decoderPackages.map((name) => (name === 'sharp' ? '@img/sharp-*' : name));
  expect(packedPackages()).toEqual(
    [...loaded, '@fontsource/noto-sans', ...watcherPackages].toSorted(),
  );
});

test('the deb depends on all that Electron loads from the system', () => {
  const names = configuration.deb.depends.flatMap((one) => one.split(' | '));
  expect(names).toEqual(expect.arrayContaining(libraryPackages));
});

test('the list of what a package carries names versions and the LGPL parts', () => {
  const desktop = Object.keys(rooms).filter((name) => name !== 'service' && name !== 'web');
  const list = softwareList(carriedPackages(desktop), {
    version: '1.2.3',
    electronVersion: '42.0.0',
  });
  const found = (name: string) => list.components.find((one) => one.name === name);
  expect(found('electron')).toMatchObject({ version: '42.0.0', purl: 'pkg:npm/electron@42.0.0' });
  expect(found('@img/sharp-libvips')?.licenses).toEqual([{ expression: 'LGPL-3.0-or-later' }]);
  expect(found('libheif-js')?.licenses).toEqual([{ expression: 'LGPL-3.0' }]);
  expect(found('fastify')).toBeUndefined();
  expect(found('@hyzyla/pdfium')?.purl).toMatch(/^pkg:npm\/%40hyzyla\/pdfium@\d/);
});

test('every format that is read is offered as "open with", and folders are', () => {
  const types = Object.values(formats).flatMap(({ mediaType, desktopMediaType }) =>
    [mediaType, desktopMediaType].filter((type) => typeof type === 'string'),
  );
  expect(types).not.toHaveLength(0);
  expect(configuration.linux.mimeTypes).toEqual(
    expect.arrayContaining([...types, 'inode/directory']),
  );
});

const allExtensions = new Set(Object.values(formats).flatMap(({ extensions }) => extensions));

test('macOS offers every format and folders as "open with", and keeps what opens them by default', () => {
  const types = configuration.mac.extendInfo.CFBundleDocumentTypes;
  const extensions = types.flatMap((one) => one.CFBundleTypeExtensions ?? []);
  expect(new Set(extensions)).toEqual(allExtensions);
  expect(types.flatMap((one) => one.LSItemContentTypes ?? [])).toEqual(['public.folder']);
  expect(new Set(types.map(({ LSHandlerRank }) => LSHandlerRank))).toEqual(new Set(['Alternate']));
});

test('the Quick Action of macOS opens what is chosen in the app', () => {
  const part = (name: string) =>
    readFileSync(
      new URL(`../../../packaging/mac/Make Thumbnails.workflow/Contents/${name}`, import.meta.url),
      'utf8',
    );
  expect(part('document.wflow')).toContain(`open -b ${configuration.appId} "$@"`);
  expect(part('Info.plist')).toContain('runWorkflowAsService');
});

test('the installer of Windows adds every format to menus, takes over no default, and removes what it added', () => {
  const text = readFileSync(
    new URL('../../../packaging/windows/installer.nsh', import.meta.url),
    'utf8',
  );
  const named = [...text.matchAll(/insertmacro \$\{WHAT\} "(\w+)"/g)].map(([, name]) => name);
  expect(new Set(named)).toEqual(allExtensions);
  const written = [...text.matchAll(/WriteReg\w+ SHCTX "([^"]+)"/g)].map(([, key = '']) => key);
  // The value of the extension's own key is the default program.
  expect(written.filter((key) => /Classes\\\.[^\\]+$/.test(key))).toEqual([]);
  const [, removal = ''] = text.split('!macro customUnInstall');
  for (const left of [
    'Directory\\shell\\Thumbline',
    'Applications\\${APP_EXECUTABLE_FILENAME}',
    'Thumbline.Picture',
    'removeThumblineFormat',
    '$SENDTO\\Thumbline.lnk',
  ]) {
    expect(removal).toContain(left);
  }
});

test('the menus of file managers offer the window and every preset', () => {
  const entries: Readonly<Record<string, string>> = fileManagerEntries(['image/png']);
  for (const manager of ['kio', 'Thunar', 'nautilus-python']) {
    const texts = Object.keys(entries)
      .filter((path) => path.startsWith(`usr/share/${manager}/`))
      .map((path) => entries[path])
      .join('\n');
    for (const { recipe } of builtInPresets) {
      expect(texts, manager).toContain(`"${recipe.name}"`);
    }
    expect(texts, manager).toContain('--window');
  }
  expect(entries['usr/share/nemo/actions/thumbline.nemo_action']).toContain(
    'thumbline --window %F',
  );
});

test('two builds are compared by name, size, bytes and rights', () => {
  const [first, second] = ['first', 'second'].map((name) => {
    const folder = join(tempFolder(), name);
    mkdirSync(join(folder, 'deep'), { recursive: true });
    for (const file of ['same', 'deep/bytes', 'length']) writeFileSync(join(folder, file), '123');
    return folder;
  }) as [string, string];
  expect(differences(first, second)).toEqual({ compared: 4, differing: [] });
  writeFileSync(join(first, 'alone'), '');
  writeFileSync(join(second, 'deep/bytes'), '456');
  writeFileSync(join(second, 'length'), '1234');
  expect(differences(first, second).differing).toEqual([
    'alone is only in the first',
    `${join('deep', 'bytes')} has other bytes`,
    'length has 3 and 4 bytes',
  ]);
});

test.skipIf(process.platform === 'win32')('a program that lost its rights is another file', () => {
  const [first, second] = [tempFolder(), tempFolder()];
  for (const folder of [first, second]) writeFileSync(join(folder, 'program'), '');
  chmodSync(join(second, 'program'), 0o755);
  expect(differences(first, second).differing).toEqual([
    'program has other rights or is of another kind',
  ]);
});

test.skipIf(process.platform === 'win32')(
  'packaging ends where software centres would refuse the description, and says where nobody checks it',
  () => {
    const programs = tempFolder();
    vi.stubEnv('PATH', programs);
    expect(checkDescription('a.xml')).toMatch(
      /^The description .* was not checked: .* not here\.$/,
    );
    writeFileSync(join(programs, 'appstreamcli'), '#!/bin/sh\necho "E: no summary"\nexit 3\n');
    chmodSync(join(programs, 'appstreamcli'), 0o755);
    expect(() => checkDescription('a.xml')).toThrow('E: no summary');
    writeFileSync(join(programs, 'appstreamcli'), '#!/bin/sh\n');
    expect(checkDescription('a.xml')).toBeNull();
    vi.unstubAllEnvs();
  },
);

test('where nothing removes symbols, packaging says in one line that the package is larger', () => {
  const program = join(tempFolder(), 'node');
  writeFileSync(program, 'a program');
  vi.stubEnv('PATH', tempFolder());
  const said = stripSymbols(program);
  vi.unstubAllEnvs();
  expect(said).toMatch(/^The package is \d+ MB larger .* strip \(of binutils\) is not here\.$/);
  expect(readFileSync(program, 'utf8')).toBe('a program');
});
