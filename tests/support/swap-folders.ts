// Run as a program: puts a link to another folder in the place of a folder and takes it away again, as fast as it can, until it is told to
// stop. Half of the time whenever a temporary file is made there, half of the time blindly. Words: a folder and what to put in its place, a
// pair for each; then a seed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, renameSync, symlinkSync, unlinkSync, watch } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A folder, and what its path leads to instead. */
export type Swap = readonly [folder: string, elsewhere: string];

const program = fileURLToPath(import.meta.url);
const longestMs = 3;
const sleeping = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));

/** What is hidden may be taken away by who made it. */
function moveIfThere(from: string, to: string): void {
  try {
    renameSync(from, to);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
  }
}

/** What was made anew in its place meanwhile goes into it. */
function putBack(folder: string, before: string): void {
  for (let tries = 0; tries < 100; tries += 1) {
    try {
      return renameSync(before, folder);
    } catch {
      for (const name of readdirSync(folder)) moveIfThere(join(folder, name), join(before, name));
    }
  }
  throw new Error(`${folder} could not be put back.`);
}

/** Puts a link in the place of a folder for so long. False if it was made anew meanwhile. */
export function swapOnce([folder, elsewhere]: Swap, forMs: number): boolean {
  const before = `${folder} before`;
  let isSwapped = false;
  renameSync(folder, before);
  try {
    symlinkSync(elsewhere, folder);
    Atomics.wait(sleeping, 0, 0, forMs);
    unlinkSync(folder);
    isSwapped = true;
  } catch {
    // It was made anew meanwhile.
  }
  putBack(folder, before);
  return isSwapped;
}

function swapUntilTold(swaps: readonly Swap[], seed: number): void {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  let count = 0;
  let isStopped = false;
  const swap = (one: Swap) => {
    if (swapOnce(one, random() * longestMs)) count += 1;
  };
  const watchers = swaps.map((one) =>
    watch(one[0], (_, name) => {
      if (name?.startsWith('.thumbline-') && !isStopped && random() < 0.5) swap(one);
    }),
  );
  const goOn = () => {
    if (isStopped) return;
    const one = swaps[Math.floor(random() * swaps.length)];
    if (one) swap(one);
    setTimeout(goOn, random() * 2 * longestMs);
  };
  process.once('message', () => {
    isStopped = true;
    for (const watcher of watchers) watcher.close();
    process.send?.(count, () => process.disconnect());
  });
  process.send?.('ready');
  goOn();
}

/** Resolves once it swaps; what it answers stops it and says how often it did. Each folder is back in its place then. */
export async function swapFolders(
  swaps: readonly Swap[],
  seed: number,
): Promise<() => Promise<number>> {
  const child = fork(program, [...swaps.flat(), String(seed)]);
  await once(child, 'message');
  return async () => {
    const told = once(child, 'message');
    child.send('stop');
    const [count] = await told;
    await once(child, 'exit');
    return Number(count);
  };
}

if (process.argv[1] === program) {
  const words = process.argv.slice(2);
  const seed = Number(words.pop());
  const swaps = words.flatMap((folder, at) => {
    const elsewhere = words[at + 1];
    return at % 2 === 0 && elsewhere !== undefined ? [[folder, elsewhere] as const] : [];
  });
  swapUntilTold(swaps, seed);
}
