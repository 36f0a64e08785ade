import { Buffer } from 'node:buffer';
import { readdirSync } from 'node:fs';
import { compareNames, isAscii } from '../../shared/paths/safe-segment.ts';
import { tooManyFilesCodes } from '../../shared/task/failure.ts';
import { fromBytes, toNative } from '../files/paths.ts';
import { errorCode } from '../files/write-failure.ts';

/** How often, and how long each time (milliseconds), a walk waits for files to be closed elsewhere. */
const mostWaits = 100;
const waitMs = 100;
const sleeping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** Does what opens a file, again and again while too many are open. */
export function withFreeFile<Value>(open: () => Value): Value {
  for (let waits = 0; ; waits += 1) {
    try {
      return open();
    } catch (error) {
      if (!tooManyFilesCodes.has(errorCode(error)) || waits >= mostWaits) throw error;
      Atomics.wait(sleeping, 0, 0, waitMs);
    }
  }
}

/** One character a byte: a name in a `Buffer` takes ten times the memory, and a folder may hold a million. */
const asBytes = 'latin1';

const fromLatin1 = (name: string) => (isAscii(name) ? name : fromBytes(Buffer.from(name, asBytes)));

/** More than the first batch has, and found in one pass. */
const firstNames = 32;

/** The smallest of many, in order. */
function smallest(names: readonly string[]): string[] {
  const first = names.slice(0, firstNames).sort(compareNames);
  for (const name of names.slice(firstNames)) {
    if (compareNames(name, first.at(-1) ?? '') >= 0) continue;
    const at = first.findIndex((other) => compareNames(name, other) < 0);
    first.splice(at, 0, name);
    first.pop();
  }
  return first;
}

/** In natural order. Sorting 100,000 names takes half a second, so the first ones do not wait for the others. */
export function* inOrder(names: readonly string[]): Generator<string> {
  const first = smallest(names);
  yield* first;
  if (names.length <= firstNames) return;
  const given = new Set(first);
  yield* names.filter((name) => !given.has(name)).sort(compareNames);
}

/** The names in a folder. What they are is asked for each when its turn comes. */
export function listFolder(path: string): string[] {
  return withFreeFile(() => readdirSync(toNative(path), { encoding: asBytes })).map(fromLatin1);
}

/** The folders in a folder, as it says itself: also those that cannot be looked at. */
export function namesOfFolders(path: string): ReadonlySet<string> {
  const entries = readdirSync(toNative(path), { encoding: asBytes, withFileTypes: true });
  return new Set(
    entries.filter((entry) => entry.isDirectory()).map(({ name }) => fromLatin1(name)),
  );
}
