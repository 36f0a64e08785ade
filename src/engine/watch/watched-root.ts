import { type BigIntStats, statSync } from 'node:fs';
import { identityOf } from '../files/fingerprints.ts';
import { toNative } from '../files/paths.ts';
import type { Subscribe, Subscription } from './subscribe.ts';

/** The folder that is watched, which may be taken away and come back as another one. */
export interface WatchedRoot {
  /**
   * Answers with what is there if that is another folder than before, or one that nothing was told of any more. Throws where none is there.
   */
  enter(): Promise<BigIntStats | null>;
  leave(): Promise<void>;
  /** Nothing tells what happens in it. */
  readonly isPolled: () => boolean;
}

interface RootParts {
  readonly root: string;
  readonly isPolled: boolean;
  /** Null where nothing can tell what happens. */
  readonly subscribe: Subscribe | null;
  readonly onPaths: (paths: readonly string[]) => void;
  /** Something may have happened that was not told. */
  readonly onLost: () => void;
}

export function createWatchedRoot({ root, subscribe, onPaths, onLost, ...parts }: RootParts) {
  let identity: string | null = null;
  let subscription: Subscription | null = null;
  let isPolled = parts.isPolled || subscribe === null;

  async function unsubscribe(): Promise<void> {
    const left = subscription;
    subscription = null;
    await left?.end().catch(() => undefined);
  }

  const watched: WatchedRoot = {
    async enter() {
      const facts = statSync(toNative(root), { bigint: true });
      if (!facts.isDirectory()) throw Object.assign(new Error('not a folder'), { code: 'ENOTDIR' });
      const now = identityOf(facts);
      if (now === identity && (isPolled || subscription !== null)) return null;
      await unsubscribe();
      identity = now;
      if (isPolled || subscribe === null) return facts;
      try {
        subscription = await subscribe(root, {
          onPaths(paths) {
            // Names that are not UTF-8 do not come as they are.
            if (paths.some((path) => path.includes('\ufffd'))) onLost();
            onPaths(paths);
          },
          onLost,
        });
      } catch {
        // Too many folders for the system, or a disk that tells nothing.
        isPolled = true;
      }
      return facts;
    },
    async leave() {
      identity = null;
      await unsubscribe();
    },
    isPolled: () => isPolled,
  };
  return watched;
}
