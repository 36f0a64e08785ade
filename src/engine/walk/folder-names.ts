import { Buffer } from 'node:buffer';
import { type Dir, opendirSync, readdirSync } from 'node:fs';
import { compareNames } from '../../shared/paths/safe-segment.ts';
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

/** More than the first batch has, and found in one pass. */
const firstNames = 32;
/** What is sorted at a time. */
const partSize = 8192;
/** No system allows it in a name. */
const separator = '/';

/** Takes one name after the other and has the smallest so far, in order. */
function createSmallest() {
  const names: string[] = [];
  return {
    names,
    take(name: string) {
      if (names.length === firstNames && compareNames(name, names.at(-1) ?? '') >= 0) return;
      const at = names.findIndex((other) => compareNames(name, other) < 0);
      names.splice(at < 0 ? names.length : at, 0, name);
      if (names.length > firstNames) names.pop();
    },
  };
}

function* namesIn(part: string): Generator<string> {
  for (let from = 0; from < part.length;) {
    const end = part.indexOf(separator, from);
    yield part.slice(from, end < 0 ? undefined : end);
    from = end < 0 ? part.length : end + 1;
  }
}

function* mergeTwo(left: Generator<string>, right: Generator<string>): Generator<string> {
  let [a, b] = [left.next(), right.next()];
  while (!a.done && !b.done) {
    if (compareNames(a.value, b.value) <= 0) {
      yield a.value;
      a = left.next();
    } else {
      yield b.value;
      b = right.next();
    }
  }
  for (; !a.done; a = left.next()) yield a.value;
  for (; !b.done; b = right.next()) yield b.value;
}

/** Of parts that are in order each. */
function merge(parts: readonly string[]): Generator<string> {
  const [only = ''] = parts;
  if (parts.length <= 1) return namesIn(only);
  const half = parts.length >>> 1;
  return mergeTwo(merge(parts.slice(0, half)), merge(parts.slice(half)));
}

/**
 * As bytes, which Node's types do not know: with any other encoding Node asks again, by a wrong name, what an entry is where the
 * file system does not say it.
 */
const asBytes: object = { encoding: 'buffer' };

function* readNames(folder: Dir): Generator<string> {
  for (let entry = folder.readSync(); entry !== null; entry = folder.readSync())
    yield fromBytes(Buffer.from(entry.name));
}

/** Takes much memory for a moment, but nothing is asked of the entries. One character a byte: a `Buffer` each would take more. */
function namesAtOnce(path: string): string[] {
  const names = withFreeFile(() => readdirSync(toNative(path), { encoding: 'latin1' }));
  return names.map((name) => fromBytes(Buffer.from(name, 'latin1')));
}

/**
 * The names in a folder, in natural order; what they are is asked for each when its turn comes. A folder may hold a million: a text
 * for each and the list of them would take 150 MB while they are walked, many in one text take 20. Sorting 100,000 takes half a
 * second, so the first ones do not wait for the others.
 */
export function listFolder(path: string): Iterable<string> {
  const folder = withFreeFile(() => opendirSync(toNative(path), asBytes));
  try {
    return sortLater(readNames(folder));
  } catch {
    // What Node asks of an entry fails where that is gone by then.
    return sortLater(namesAtOnce(path));
  } finally {
    folder.closeSync();
  }
}

function sortLater(unsorted: Iterable<string>): Iterable<string> {
  const smallest = createSmallest();
  const parts: string[] = [];
  let names: string[] = [];
  const endPart = () => {
    parts.push(names.join(separator));
    names = [];
  };
  for (const name of unsorted) {
    smallest.take(name);
    if (names.push(name) === partSize) endPart();
  }
  endPart();
  return inOrder(smallest.names, parts);
}

function* inOrder(first: readonly string[], parts: readonly string[]): Generator<string> {
  yield* first;
  if (first.length < firstNames) return;
  const given = new Set(first);
  const sorted = (part: string) =>
    [...namesIn(part)]
      .filter((name) => !given.has(name))
      .sort(compareNames)
      .join(separator);
  yield* merge(parts.map(sorted));
}

/** The folders in a folder, as it says itself: also those that cannot be looked at. */
export function namesOfFolders(path: string): ReadonlySet<string> {
  const entries = readdirSync(toNative(path), { encoding: 'buffer', withFileTypes: true });
  return new Set(entries.filter((entry) => entry.isDirectory()).map(({ name }) => fromBytes(name)));
}
