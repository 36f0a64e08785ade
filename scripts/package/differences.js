// What differs between two folders: names, kinds, rights and bytes.
import { lstatSync, readFileSync, readlinkSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

const namesBelow = (folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' });

function difference(one, other) {
  const [a, b] = [one, other].map((path) => lstatSync(path, { throwIfNoEntry: false }));
  if (a === undefined || b === undefined) return `is only in the ${a ? 'first' : 'second'}`;
  if (a.mode !== b.mode) return 'has other rights or is of another kind';
  if (a.isSymbolicLink())
    return readlinkSync(one) === readlinkSync(other) ? null : 'leads elsewhere';
  if (!a.isFile()) return null;
  if (a.size !== b.size) return `has ${a.size} and ${b.size} bytes`;
  return readFileSync(one).equals(readFileSync(other)) ? null : 'has other bytes';
}

/** A line for each name that is not the same in both, and how many names there are. */
export function differences(first, second) {
  const names = [...new Set([...namesBelow(first), ...namesBelow(second)])].toSorted();
  const differing = names.flatMap((name) => {
    const said = difference(join(first, name), join(second, name));
    return said === null ? [] : [`${name} ${said}`];
  });
  return { compared: names.length, differing };
}
