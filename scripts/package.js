// npm run package -- [dir] [tar.gz] [deb] [--sizes]: packages of the app for this Linux computer, in release/.
// docs/packaging.md says what is made where.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { readFileSync } from 'node:fs';
import { build, Platform } from 'electron-builder';
import { parse } from 'yaml';
import { buildAppIfStale } from './build-if-stale.js';
import { requireElectron } from './electron-runtime.js';
import { root } from './root.js';
import { sizeLines, sizeOf } from './package/sizes.js';
import { packTarball } from './package/tarball.js';
import { writeIcons } from './package/write-icons.js';
import { writeLicences } from './package/write-licences.js';
import { writeNode } from './package/write-node.js';
import { writeSystemFiles } from './package/write-system-files.js';

const release = join(root, 'release');
const unpacked = join(release, 'linux-unpacked');
const prepared = join(root, '.cache', 'package');
const known = ['dir', 'tar.gz', 'deb'];

function readWords() {
  const words = process.argv.slice(2);
  const targets = words.filter((word) => !word.startsWith('--'));
  const strange = words.filter((word) => word !== '--sizes' && !known.includes(word));
  if (strange.length === 0) return { targets, showsSizes: words.includes('--sizes') };
  console.error(`Not known here: ${strange.join(' ')}. Known are ${known.join(', ')} and --sizes.`);
  return process.exit(2);
}

/** Electron from a folder, so that nothing is downloaded twice; a stand-in is marked wherever it may be met. */
function configFor(electron) {
  const isStandIn = electron.origin !== 'official download';
  return {
    extends: join(root, 'electron-builder.yml'),
    electronVersion: electron.version,
    electronDist: dirname(electron.path),
    ...(isStandIn && { extraMetadata: { electronStandIn: electron.version } }),
  };
}

async function buildFolder(electron) {
  await build({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir'),
    config: configFor(electron),
    publish: 'never',
  });
  if (electron.origin === 'official download') return;
  writeFileSync(
    join(unpacked, 'NOT-FOR-RELEASE.txt'),
    `Made with a copy of Electron ${electron.version} from npm, for tests only.\n`,
  );
}

/** Only this needs a program that electron-builder would download; ours is a thin one over Debian's own. */
async function buildDeb(electron) {
  process.env.CUSTOM_FPM_PATH = join(root, 'scripts', 'package', 'fpm.js');
  await build({
    projectDir: root,
    prepackaged: unpacked,
    targets: Platform.LINUX.createTarget('deb'),
    config: configFor(electron),
    publish: 'never',
  });
}

const { targets, showsSizes } = readWords();
if (process.platform !== 'linux') {
  console.error(
    'This makes packages for Linux only. docs/packaging.md says how the others are made.',
  );
  process.exit(1);
}
buildAppIfStale();
const electron = await requireElectron();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
mkdirSync(prepared, { recursive: true });
writeLicences(join(prepared, 'licences'), { version, electronVersion: electron.version });
writeNode(join(prepared, 'node'), process.arch);
await writeIcons(join(prepared, 'icons'));
rmSync(release, { recursive: true, force: true });
await buildFolder(electron);
const { linux } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
writeSystemFiles(join(prepared, 'system'), { unpacked, mimeTypes: linux.mimeTypes });
const name = `thumbline-${version}-linux-${process.arch}`;
if (targets.includes('tar.gz'))
  packTarball(unpacked, { name, file: join(release, `${name}.tar.gz`) });
if (targets.includes('deb')) await buildDeb(electron);
if (showsSizes) console.log(sizeLines(unpacked).join('\n'));
else console.log(`${unpacked}: ${(sizeOf(unpacked) / 1024 ** 2).toFixed(0)} MB`);
