import { spawn } from 'node:child_process';
import { truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { watchMemory } from '../../../../src/engine/worker-pool/watch-memory.ts';
import { tempFolder } from '../../../support/temp-folder.ts';

/** Whether a process counts as holding too much, with nothing allowed beside a source of that size. */
function isExceeded(sizeBytes: number, toldBytes: number | null, processId = 0): boolean {
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  const sourcePath = join(tempFolder(), 'source');
  writeFileSync(sourcePath, '');
  truncateSync(sourcePath, sizeBytes);
  const onExceeded = vi.fn<() => void>();
  const end = watchMemory({
    processId: () => processId,
    heldBytes: () => toldBytes,
    sourcePath,
    limitBytes: 0,
    onExceeded,
  });
  vi.advanceTimersByTime(50);
  end();
  return onExceeded.mock.calls.length > 0;
}

describe.runIf(process.platform === 'linux')('the memory of a process', () => {
  it('may exceed the limit by the size of its source', () => {
    // One without children: of a row of processes the innermost counts.
    const holder = spawn('sleep', ['60']);
    onTestFinished(() => void holder.kill());
    expect(isExceeded(1, null, holder.pid)).toBe(true);
    expect(isExceeded(1024 ** 4, null, holder.pid)).toBe(false);
  });
});

it('is what a launcher says of it, where that knows better than the system', () => {
  expect(isExceeded(100, 101)).toBe(true);
  expect(isExceeded(100, 100)).toBe(false);
});
