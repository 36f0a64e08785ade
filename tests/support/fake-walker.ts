import type { FoundFile } from '../../src/engine/ports.ts';
import type { FolderWalker, WalkRequest } from '../../src/engine/walk/walker.ts';
import type { LeftOutReason } from '../../src/shared/task/batch.ts';

/** One walk that finds what the test says, when it says so. */
export interface FakeWalk {
  readonly request: WalkRequest;
  readonly signal: AbortSignal;
  find(paths: readonly string[], leftOut?: readonly LeftOutReason[]): void;
  end(): void;
  break(error: Error): void;
}

export interface FakeWalker extends FolderWalker {
  readonly walks: readonly FakeWalk[];
  /** The walk with this number, from 0, once it was asked for. */
  nextWalk(index: number): Promise<FakeWalk>;
}

export function createFakeWalker(): FakeWalker {
  const walks: FakeWalk[] = [];
  const waiters = new Map<number, (walk: FakeWalk) => void>();
  return {
    walks,
    nextWalk(index) {
      const there = walks[index];
      return there ? Promise.resolve(there) : new Promise((resolve) => waiters.set(index, resolve));
    },
    walk(request, listener, signal) {
      const ending = Promise.withResolvers<void>();
      signal.addEventListener('abort', () => ending.resolve());
      const root = request.roots[0] ?? null;
      const walk: FakeWalk = {
        request,
        signal,
        find(paths, leftOut = []) {
          const found = paths.map((path): FoundFile => ({ path, root, sizeBytes: 5 }));
          void listener(found, leftOut);
        },
        end: ending.resolve,
        break: ending.reject,
      };
      walks.push(walk);
      waiters.get(walks.length - 1)?.(walk);
      return ending.promise;
    },
  };
}
