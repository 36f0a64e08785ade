import type { Buffer } from 'node:buffer';

/** What stands for the tags of a file. */
export interface StandIn {
  readonly icc: Buffer;
  /** The file with it in their place: a copy. */
  readonly tagged: () => Buffer;
}
