// npm run package -- [targets] [--sizes] [--for-release]: packages of the app for this computer, in release/. docs/packaging.md says
// what is made where.
import { mkdirSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { buildAppIfStale } from './build-if-stale.js';
import { refuseStandIn } from './electron-for-release.js';
import { requireElectron } from './electron-runtime.js';
import { root } from './root.js';
import { buildElsewhere, buildFolder, packFolder } from './package/build-packages.js';
import { release, unpacked } from './package/folders.js';
import { sizeLines, sizeOf } from './package/sizes.js';
import { packTarball } from './package/tarball.js';
import { writeIcons } from './package/write-icons.js';
import { writeLicences } from './package/write-licences.js';
import { writeNode } from './package/write-node.js';
import { writeSystemFiles } from './package/write-system-files.js';

const prepared = join(root, '.cache', 'package');
const known = {
  linux: ['dir', 'tar.gz', 'deb', 'rpm', 'AppImage'],
  darwin: ['dmg', 'zip'],
  win32: ['nsis', 'portable'],
};

function readWords() {
  const words = process.argv.slice(2);
  const here = known[process.platform] ?? [];
  const options = ['--sizes', '--for-release'];
  const strange = words.filter((word) => !options.includes(word) && !here.includes(word));
  const targets = words.filter((word) => here.includes(word));
  const [showsSizes, isForRelease] = options.map((option) => words.includes(option));
  if (strange.length === 0) return { targets, showsSizes, isForRelease };
  console.error(
    `Not known here: ${strange.join(' ')}. Known are ${[...here, ...options].join(', ')}.`,
  );
  return process.exit(2);
}

async function packageForLinux({ targets, showsSizes }, { electron, version }) {
  writeNode(join(prepared, 'node'), process.arch);
  await buildFolder(electron);
  const { linux } = parse(readFileSync(join(root, 'electron-builder.yml'), 'utf8'));
  writeSystemFiles(join(prepared, 'system'), { unpacked, mimeTypes: linux.mimeTypes });
  const name = `thumbline-${version}-linux-${process.arch}`;
  if (targets.includes('tar.gz'))
    packTarball(unpacked, { name, file: join(release, `${name}.tar.gz`) });
  const fpm = join(root, 'scripts', 'package', 'fpm.js');
  const byFpm = targets.filter((target) => target === 'deb' || target === 'rpm');
  if (byFpm.length > 0) await packFolder(electron, byFpm, fpm);
  if (targets.includes('AppImage')) await packFolder(electron, ['AppImage']);
  if (showsSizes) console.log(sizeLines(unpacked).join('\n'));
  else console.log(`${unpacked}: ${(sizeOf(unpacked) / 1024 ** 2).toFixed(0)} MB`);
}

/** Removes what is made anew. Other packages of earlier runs, which took minutes, stay. */
function clearRelease(targets) {
  rmSync(unpacked, { recursive: true, force: true });
  mkdirSync(release, { recursive: true });
  const isMade = (name) => targets.some((target) => name.endsWith(`.${target}`));
  for (const name of readdirSync(release).filter(isMade)) rmSync(join(release, name));
}

const words = readWords();
const electron = await requireElectron();
if (words.isForRelease) refuseStandIn(electron);
buildAppIfStale();
const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
mkdirSync(prepared, { recursive: true });
writeLicences(join(prepared, 'licences'), { version, electronVersion: electron.version });
await writeIcons(join(prepared, 'icons'));
clearRelease(words.targets);
if (process.platform === 'linux') await packageForLinux(words, { electron, version });
else await buildElsewhere(words.targets);
