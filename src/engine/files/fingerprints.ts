import type { BigIntStats } from 'node:fs';

/** Device and inode: the same for every name of a file or folder. Needs `bigint` facts, since inodes may be large. */
export const identityOf = ({ dev, ino }: BigIntStats) => `${dev}:${ino}`;

/** Changes whenever the file does, as far as the file system tells. Needs `bigint` facts, for the time. */
export const fingerprintOf = ({ dev, ino, size, mtimeNs }: BigIntStats) =>
  `${dev}:${ino}:${size}:${mtimeNs}`;

/** The same for a result, which stays the same when it is copied to another disk with its time. */
export const resultFingerprintOf = ({ size, mtimeNs }: BigIntStats) => `${size}:${mtimeNs}`;
