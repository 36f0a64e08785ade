// Which system makes which package, from electron-builder's configuration.
import { onPath } from '../install-words.js';

const systems = [
  { platform: 'linux', key: 'linux', name: 'Linux' },
  { platform: 'darwin', key: 'mac', name: 'macOS' },
  { platform: 'win32', key: 'win', name: 'Windows' },
];
const madeBy = { deb: 'dpkg-deb', rpm: 'rpmbuild' };

/** `{ system, arch, targets }`: what is made on one kind of computer. A Mac and Windows make for all their processors at once. */
function buildsOf({ platform, key, name }, config) {
  const all = config[key].target.flatMap(({ target, arch }) =>
    arch.map((one) => ({ target, arch: one })),
  );
  if (platform !== 'linux') {
    const targets = all.map(({ target, arch }) => `${target} (${arch})`);
    return [{ platform, system: name, arch: null, targets }];
  }
  return [...new Set(all.map(({ arch }) => arch))].map((arch) => ({
    platform,
    system: `${name} ${arch}`,
    arch,
    targets: all.filter((one) => one.arch === arch).map(({ target }) => target),
  }));
}

const isHere = ({ platform, arch }, here) =>
  platform === here.platform && (arch === null || arch === here.arch);

/** Packages for this computer, and those whose program it lacks. */
export function madeHere(config, here, has = onPath) {
  const build = systems.flatMap((one) => buildsOf(one, config)).find((one) => isHere(one, here));
  const known = build?.platform === 'linux' ? build.targets : [];
  const lacks = (target) => madeBy[target] !== undefined && !has(madeBy[target]);
  return {
    // Elsewhere everything that is configured is made, without a word.
    targets: known.filter((target) => !lacks(target)),
    lacking: known.filter(lacks).map((target) => ({ target, program: madeBy[target] })),
  };
}

/** Lines for people: what other computers must make of the tag, and how. */
export function madeElsewhere(config, here, tag) {
  const others = systems
    .flatMap((one) => buildsOf(one, config))
    .filter((one) => !isHere(one, here));
  return others.map(({ platform, system, targets }) => {
    const words = platform === 'linux' ? ` ${targets.join(' ')}` : '';
    const before = platform === 'linux' ? '' : ' && node scripts/package/other-processors.js';
    return `${system}: ${targets.join(', ')}\n    git checkout ${tag} && npm ci${before} && npm run package -- --for-release${words}`;
  });
}
