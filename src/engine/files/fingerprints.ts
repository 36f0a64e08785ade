import type { BigIntStats } from 'node:fs';

/** Device and inode: the same for every name of a file or folder. Needs `bigint` facts, since inodes may be large. */
export const identityOf = ({ dev, ino }: BigIntStats) => `${dev}:${ino}`;

/** Changes whenever the file does, as far as the file system tells. Needs `bigint` facts, for the time. */
export const fingerprintOf = ({ dev, ino, size, mtimeNs }: BigIntStats) =>
  `${dev}:${ino}:${size}:${mtimeNs}`;

/** When a file with this fingerprint was written last. Milliseconds since 1970. */
export const modifiedMsOf = (fingerprint: string) => Number(fingerprint.split(':')[3]) / 1e6;

/** The same for what `resultFingerprintOf` tells. */
export const modifiedMsOfResult = (fingerprint: string) => Number(fingerprint.split(':')[1]) / 1e6;

/** In whole milliseconds: a number has not the digits for all nanoseconds, and would round some up. */
export const wholeMs = (ns: bigint) => Number(ns / 1_000_000n);
export const wholeMsOfResult = (fingerprint: string) =>
  wholeMs(BigInt(fingerprint.split(':')[1] ?? 0));

/** The same for a result, which stays the same when it is copied to another disk with its time. */
export const resultFingerprintOf = ({ size, mtimeNs }: BigIntStats) => `${size}:${mtimeNs}`;

/**
 * A time of change as Node's `utimes` takes it: a number of seconds before 1970 would be the present there, and a date has no fractions
 * of milliseconds.
 */
export const timeToSet = (modifiedMs: number): Date | number =>
  modifiedMs < 0 ? new Date(modifiedMs) : modifiedMs / 1000;
