// Which version may be released next.

const numbers = (version) => /^(\d+)\.(\d+)\.(\d+)$/.exec(version)?.slice(1).map(Number) ?? null;

/** Negative where `a` is older. Both are `1.2.3`. */
export function compareVersions(a, b) {
  const [left, right] = [numbers(a), numbers(b)];
  if (left === null || right === null) throw new Error(`${a} or ${b} is no version.`);
  const differences = left.map((number, at) => number - (right[at] ?? 0));
  return differences.find((difference) => difference !== 0) ?? 0;
}

function nextOf(version) {
  const [major = 0, minor = 0, patch = 0] = numbers(version) ?? [];
  return `${major}.${minor}.${patch + 1}, ${major}.${minor + 1}.0 or ${major + 1}.0.0`;
}

/** Why `wanted` cannot be released, or null. The version that package.json names may be, until it is tagged. */
export function versionProblem(wanted, { current, tags }) {
  if (numbers(wanted) === null) return `${wanted} is no version: it looks like 0.2.0.`;
  if (tags.includes(`v${wanted}`)) {
    return `${wanted} was released already; next would be ${nextOf(wanted)}.`;
  }
  const released = tags.map((tag) => tag.slice(1)).filter((tag) => numbers(tag) !== null);
  const newest = [current, ...released].toSorted(compareVersions).at(-1);
  if (compareVersions(wanted, newest) >= 0) return null;
  return `${wanted} is older than ${newest}; next would be ${nextOf(newest)}.`;
}
