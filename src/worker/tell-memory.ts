import type { MemoryBeat } from '../shared/worker/memory-beat.ts';

/** Milliseconds. */
const lookEveryMs = 50;
/** Less of a change is not told. */
const tellingBytes = 16_000_000;

/**
 * Says how much memory this process holds whenever that has changed by much. While one call keeps this thread busy, as a decoder in
 * WebAssembly does, nothing is said; what such a decoder may take has a limit of its own.
 */
export function tellMemory(say: (beat: MemoryBeat) => void): void {
  let toldBytes = 0;
  setInterval(() => {
    const bytes = process.memoryUsage.rss();
    if (Math.abs(bytes - toldBytes) < tellingBytes) return;
    toldBytes = bytes;
    say({ kind: 'holds', bytes });
  }, lookEveryMs).unref();
}
