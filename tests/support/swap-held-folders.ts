// Run as a program: puts a link in the place of each folder that it is told of, and takes it away again, until it is told to stop; then waits
// for the next ones. The first time as soon as something comes into it, or at once. Word: a seed.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { watch } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { type Swap, swapOnce } from './swap-folders.ts';

interface Order {
  readonly swaps: readonly Swap[];
  /** A folder of which nobody knows yet which one is meant is let alone until something comes into it. */
  readonly isAtOnce: boolean;
}

const program = fileURLToPath(import.meta.url);
const longestMs = 3;

function serve(seed: number): void {
  let state = seed;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const say = (message: unknown) => process.send?.(message);
  let stop = () => 0;
  function begin({ swaps, isAtOnce }: Order): void {
    let count = 0;
    let isStopped = false;
    let hasBegun = isAtOnce;
    const goOn = () => {
      if (isStopped) return;
      const one = swaps[Math.floor(random() * swaps.length)];
      if (one && swapOnce(one, random() * longestMs)) count += 1;
      setTimeout(goOn, random() * longestMs);
    };
    const watchers = swaps.map(([folder]) =>
      watch(folder, () => {
        if (hasBegun) return;
        hasBegun = true;
        goOn();
      }),
    );
    stop = () => {
      isStopped = true;
      for (const watcher of watchers) watcher.close();
      return count;
    };
    say('ready');
    if (isAtOnce) goOn();
  }
  process.on('message', (order: Order | 'stop') => {
    if (order === 'stop') say(stop());
    else begin(order);
  });
  process.on('disconnect', () => process.exit());
}

export interface Swapper {
  /** Swaps while `act` runs; answers with how often. Each folder is back in its place then. */
  while(order: Order, act: () => Promise<unknown>): Promise<number>;
  close(): Promise<void>;
}

export function startSwapper(seed: number): Swapper {
  const child = fork(program, [String(seed)]);
  const ask = async (message: Order | 'stop') => {
    const told = once(child, 'message');
    child.send(message);
    const [answer] = await told;
    return Number(answer);
  };
  return {
    async while(order, act) {
      await ask(order);
      await act();
      return ask('stop');
    },
    async close() {
      const ended = once(child, 'exit');
      child.disconnect();
      await ended;
    },
  };
}

if (process.argv[1] === program) serve(Number(process.argv[2]));
