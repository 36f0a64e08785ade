import type { LeftOutReason } from '../../shared/task/batch.ts';
import type { FoundFile } from '../ports.ts';

/** Where a walk begins: at a root, which then may be a file, or at another drive below it. */
export interface WalkStart {
  readonly root: string;
  readonly path: string;
}

export interface WalkRequest {
  readonly roots: readonly string[];
  /** Folders of this name hold earlier results and are not entered; null enters all. */
  readonly resultFolderName: string | null;
  /** A folder that is not entered though it lies inside a root: the chosen destination. */
  readonly excludedFolder: string | null;
  /** Left out, each root is walked from itself. */
  readonly starts?: readonly WalkStart[];
  /** Files then come with their fingerprints. */
  readonly wantsFingerprints?: boolean;
}

/** Takes what a walk found. The walk gets only a little ahead of one that answers with a promise. */
export type WalkListener = (
  found: readonly FoundFile[],
  leftOut: readonly LeftOutReason[],
) => Promise<void> | void;

/** Walks folders off the caller's thread and hands over what it finds, some hundred files at a time. */
export interface FolderWalker {
  walk(request: WalkRequest, listener: WalkListener, signal: AbortSignal): Promise<void>;
}
