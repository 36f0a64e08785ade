/** A drop of more files than this is a batch to wait for; fewer are wanted now. */
const fewFiles = 50;
const wantedNow = 10;
const canWait = 0;

export const foundPriority = canWait;

/** Files that were named themselves go before folders full of others, unless they are many. */
export function namedPriority(fileCount: number): number {
  return fileCount <= fewFiles ? wantedNow : canWait;
}
