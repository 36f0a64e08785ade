import { readlinkSync } from 'node:fs';
import { onTestFinished, vi } from 'vitest';
import { type DiskCall, diskCalls } from '../../src/engine/files/disk-calls.ts';

interface Refusal {
  readonly call: DiskCall;
  readonly isAbout: (path: unknown) => boolean;
  readonly code: string;
  /** The disk says so, and does it nevertheless. */
  readonly isDone?: boolean;
}

/** What is reached in a folder that is held, by the path of that. */
function byName(path: unknown): unknown {
  const held = typeof path === 'string' && /^\/proc\/self\/fd\/\d+/.exec(path)?.[0];
  return held ? path.replace(held, readlinkSync(held)) : path;
}

/** The disk refuses this until the end of the test, or until what this answers with is called. */
export function refuseOnDisk({ call, isAbout, code, isDone = false }: Refusal): () => void {
  const does: (...given: never[]) => Promise<unknown> = diskCalls[call];
  const spy = vi.spyOn(diskCalls, call).mockImplementation(async (...given: unknown[]) => {
    const isRefused = isAbout(byName(given[0]));
    const value = isRefused && !isDone ? undefined : await Reflect.apply(does, null, given);
    if (isRefused) throw Object.assign(new Error('the disk refuses'), { code });
    return value as never;
  });
  const end = () => spy.mockRestore();
  onTestFinished(end);
  return end;
}
