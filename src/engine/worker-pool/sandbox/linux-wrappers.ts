import { spawnSync } from 'node:child_process';

/** A command that gives rights up and then becomes the program behind it, in the same process. */
export type Wrapper = readonly string[];

/**
 * A worker is watched and killed long before this (see `watch-memory`); the kernel's own limit is for when nobody
 * watches. It counts what V8 reserves too. Bytes.
 */
const mostData = 8 * 1024 ** 3;
const limits = ['prlimit', '--core=0:0', `--data=${mostData}`];
/** The kernel ends a worker with its engine: one that loops never hears that the line to it was cut. */
const noNewRights = ['setpriv', '--pdeathsig=KILL', '--no-new-privs', '--inh-caps=-all'];

/** Root keeps what lets it read and write other people's files, and none of its other powers. */
const rootWithoutPowers = [...noNewRights, '--bounding-set=-all,+dac_override,+dac_read_search'];
/** A network of its own, in which nothing is switched on, not even the way to this computer. */
const ownNetwork = ['unshare', '--net', '--ipc'];
const ownNetworkAsUser = ['unshare', '--user', '--map-current-user', '--net', '--ipc'];

const asRoot: readonly Wrapper[] = [
  [...limits, ...ownNetwork, ...rootWithoutPowers],
  [...limits, ...rootWithoutPowers],
  [...limits, ...noNewRights],
];
const asUser: readonly Wrapper[] = [
  [...limits, ...ownNetworkAsUser, ...noNewRights],
  [...limits, ...noNewRights],
];

/**
 * The strictest first. They are util-linux's (2.35 or newer), which every large distribution installs. Whether the
 * kernel and the container around us allow them shows only when they are tried.
 */
export function linuxWrappers(isRoot: boolean): readonly Wrapper[] {
  return isRoot ? asRoot : asUser;
}

const trialMs = 2000;

function works([program, ...words]: Wrapper): boolean {
  if (program === undefined) return false;
  return spawnSync(program, [...words, 'true'], { stdio: 'ignore', timeout: trialMs }).status === 0;
}

const wrappersHere = (): readonly Wrapper[] =>
  process.platform === 'linux' ? linuxWrappers(process.getuid?.() === 0) : [];

/** What most systems allow. Nothing is tried. */
export const strictestWrapper = (): Wrapper => wrappersHere()[0] ?? [];

/** The strictest wrapper that works here, found by trying; a few milliseconds. Empty where there is none. */
export const workingWrapper = (): Wrapper => wrappersHere().find(works) ?? [];
