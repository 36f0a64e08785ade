// Calls electron-builder with `electron-builder.yml`.
import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { build } from 'electron-builder';
import { parse } from 'yaml';
import { isStandIn } from '../electron-for-release.js';
import { root } from '../root.js';
import { unpacked } from './folders.js';

const publish = /** @type {const} */ ('never');

/** Electron from the folder where it is, so that nothing is downloaded twice. */
const configWith = (electron) => ({
  extends: join(root, 'electron-builder.yml'),
  electronVersion: electron.version,
  electronDist: dirname(electron.path),
});

/** The app for this Linux computer, unpacked. With a stand-in of Electron it says so. */
export async function buildFolder(electron) {
  await build({ projectDir: root, linux: ['dir'], config: configWith(electron), publish });
  if (!isStandIn(electron)) return;
  const words = `Made with a copy of Electron ${electron.version} from npm, for tests only.\n`;
  writeFileSync(join(unpacked, 'NOT-FOR-RELEASE.txt'), words);
}

/** Packs that folder. `fpm` is our own program; where it is empty, electron-builder downloads the real one. */
export async function packFolder(electron, targets, fpm = '') {
  process.env.CUSTOM_FPM_PATH = fpm;
  await build({
    projectDir: root,
    prepackaged: unpacked,
    linux: targets,
    config: configWith(electron),
    publish,
  });
}

/** `dmg:universal` for `dmg`: a bare name would be for this computer's processor, whatever is configured. */
export const forEachProcessor = (targets, configured) =>
  configured
    .filter(({ target }) => targets.includes(target))
    .flatMap(({ target, arch }) => arch.map((one) => `${target}:${one}`));

/** Everything that is configured for this Mac or Windows computer, or what is named of it. electron-builder downloads Electron for each processor. */
export async function buildElsewhere(targets) {
  const file = join(root, 'electron-builder.yml');
  const { mac, win } = parse(readFileSync(file, 'utf8'));
  const system =
    process.platform === 'darwin'
      ? { mac: forEachProcessor(targets, mac.target) }
      : { win: forEachProcessor(targets, win.target) };
  const config = { extends: file };
  await build({ projectDir: root, ...system, config, publish });
}
