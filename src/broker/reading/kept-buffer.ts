import { Buffer } from 'node:buffer';

/** What is kept at most: larger files take longer to decode than the system needs to find memory for them. */
const mostKeptBytes = 32 * 1024 ** 2;
/** Pages of it that no file has reached yet take no memory. */
const leastKeptBytes = 4 * 1024 ** 2;

/**
 * Memory that the file of one attempt after another is read into. Fresh memory for a photo of some megabytes costs 2 ms
 * of page faults, a twentieth of what its thumbnail takes.
 */
export interface KeptBuffer {
  /** A buffer of this size, with anything in it; nobody else has it until it is given back. */
  take(sizeBytes: number): Buffer;
  /** Called once nobody reads what was taken any more. Something else may be in it from then on. */
  giveBack(taken: Buffer): void;
}

/** `isStillRead`: whether a decoder that outlived its attempt may be reading. Then it keeps that memory for itself. */
export function createKeptBuffer(isStillRead: () => boolean): KeptBuffer {
  let kept: Buffer | null = null;
  let lent: Buffer | null = null;
  return {
    take(sizeBytes) {
      if (lent !== null || sizeBytes > mostKeptBytes) return Buffer.allocUnsafeSlow(sizeBytes);
      if (kept === null || kept.length < sizeBytes)
        kept = Buffer.allocUnsafeSlow(
          Math.max(leastKeptBytes, 2 ** Math.ceil(Math.log2(sizeBytes))),
        );
      lent = kept.subarray(0, sizeBytes);
      return lent;
    },
    giveBack(taken) {
      if (taken !== lent) return;
      lent = null;
      if (isStillRead()) kept = null;
    },
  };
}
