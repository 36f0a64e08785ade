import { hash } from 'node:crypto';

/** Of one part. */
const smallest = 64;
const partCount = 64;

/**
 * 53 bits of a text, never 0. Of a million texts two have the same one with a chance of 1 in 20,000; whoever asks must be
 * content with that.
 */
export function hashOfText(text: string): number {
  const digest = hash('sha256', text, 'buffer');
  return (digest.readUInt32BE(0) >>> 11) * 2 ** 32 + digest.readUInt32BE(4) || 1;
}

/** How often each hash is there. */
export interface HashCounts {
  has(hash: number): boolean;
  change(hash: number, by: 1 | -1): void;
}

function createPart(): HashCounts {
  /** 0 where nothing is. A hash whose count is 0 keeps its place until the table grows. */
  let hashes = new Float64Array(smallest);
  let counts = new Uint32Array(smallest);
  let usedCount = 0;

  /** Where the hash is, or where it goes. */
  const placeOf = (hash: number): number => {
    const mask = hashes.length - 1;
    let place = (hash >>> 0) & mask;
    while (hashes[place] !== 0 && hashes[place] !== hash) place = (place + 1) & mask;
    return place;
  };

  const grow = () => {
    const [oldHashes, oldCounts] = [hashes, counts];
    const liveCount = oldCounts.reduce((sum, count) => sum + Number(count > 0), 0);
    const length = liveCount * 4 > oldHashes.length ? oldHashes.length * 2 : oldHashes.length;
    hashes = new Float64Array(length);
    counts = new Uint32Array(length);
    usedCount = liveCount;
    for (const [at, hash] of oldHashes.entries()) {
      const count = oldCounts[at] ?? 0;
      if (count === 0) continue;
      const place = placeOf(hash);
      hashes[place] = hash;
      counts[place] = count;
    }
  };

  return {
    has: (hash) => (counts[placeOf(hash)] ?? 0) > 0,
    change(hash, by) {
      let place = placeOf(hash);
      if (hashes[place] === 0) {
        if (by < 0) return;
        if (usedCount * 3 >= hashes.length * 2) {
          grow();
          place = placeOf(hash);
        }
        hashes[place] = hash;
        usedCount += 1;
      }
      counts[place] = Math.max(0, (counts[place] ?? 0) + by);
    },
  };
}

/**
 * Takes 12 to 40 bytes for each hash, a third of what a `Map` takes. In parts that grow one after another: a million together
 * would take 0.1 s.
 */
export function createHashCounts(): HashCounts {
  const parts = Array.from({ length: partCount }, createPart);
  const whole = createPart();
  // The part goes by bits that the place in it does not go by.
  const partOf = (hash: number) => parts[Math.floor(hash / 2 ** 32) % partCount] ?? whole;
  return {
    has: (hash) => partOf(hash).has(hash),
    change: (hash, by) => partOf(hash).change(hash, by),
  };
}
