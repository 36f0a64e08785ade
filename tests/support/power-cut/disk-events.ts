/** A name in a folder from now on leads to this inode, or to none. */
export interface NameChange {
  readonly folder: number;
  readonly name: string;
  readonly inode: number | null;
}

/** What happened to a disk, in order. Files and folders go by their inode; that of the root is 1. */
export type DiskEvent =
  | { readonly kind: 'made'; readonly inode: number; readonly isFolder: boolean }
  /** One step of the file system: a rename changes two names and is never seen half done. */
  | { readonly kind: 'named'; readonly changes: readonly NameChange[] }
  | { readonly kind: 'written'; readonly inode: number; readonly at: number; readonly data: Buffer }
  | { readonly kind: 'cut-off'; readonly inode: number; readonly size: number }
  /** `fsync` of a file or a folder. */
  | { readonly kind: 'flushed'; readonly inode: number }
  | { readonly kind: 'all-flushed' }
  /** What a program told people at that moment. */
  | { readonly kind: 'told'; readonly text: string };

export const rootInode = 1;
