/** Numbers from 0 to below `limit`, the same ones for the same seed: a linear congruential generator (Numerical Recipes). */
export type NextNumber = (limit: number) => number;

export function numbersFrom(seed: number): NextNumber {
  let state = seed >>> 0;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}

/** Values at which sizes and counts turn over. */
const edges = [0x00, 0x01, 0x7f, 0x80, 0xff];
/** Where most formats keep their sizes. Bytes. */
const headBytes = 200;

function changed(bytes: Buffer, next: NextNumber): Buffer {
  const copy = Buffer.from(bytes);
  const reach = next(2) === 0 ? copy.length : Math.min(copy.length, headBytes);
  for (let count = next(5); count >= 0; count -= 1) {
    copy[next(reach)] = next(2) === 0 ? next(256) : (edges[next(edges.length)] ?? 0);
  }
  return copy;
}

function withoutPart(bytes: Buffer, next: NextNumber): Buffer {
  const start = next(bytes.length);
  return Buffer.concat([bytes.subarray(0, start), bytes.subarray(start + 1 + next(64))]);
}

function withPartTwice(bytes: Buffer, next: NextNumber): Buffer {
  const start = next(bytes.length);
  return Buffer.concat([bytes.subarray(0, start + 1 + next(64)), bytes.subarray(start)]);
}

/** The file with some harm done to it: bytes changed, cut off, taken out or doubled. */
export function harmed(bytes: Buffer, next: NextNumber): Buffer {
  const ways = [
    () => changed(bytes, next),
    () => changed(bytes, next),
    () => bytes.subarray(0, next(bytes.length)),
    () => withoutPart(bytes, next),
    () => withPartTwice(bytes, next),
  ];
  return ways[next(ways.length)]?.() ?? bytes;
}
