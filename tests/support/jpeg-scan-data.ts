/** Of one scan: places of components, coefficients `first` to `last`, and from above which bit (0: none yet) to which. */
export interface ScriptedScan {
  readonly of: readonly number[];
  readonly first: number;
  readonly last: number;
  readonly before: number;
  readonly bit: number;
}

/** Quantised, in zigzag order. */
export type Block = Int16Array;

/** Entropy-coded data: a byte of FF is followed by a zero. */
export class Bits {
  readonly bytes: number[] = [];
  #held = 0;
  #count = 0;

  put(value: number, count: number): void {
    for (let at = count - 1; at >= 0; at -= 1) {
      this.#held = (this.#held << 1) | ((value >> at) & 1);
      this.#count += 1;
      if (this.#count === 8) this.#emit();
    }
  }

  flush(): void {
    while (this.#count > 0) this.put(1, 1);
  }

  #emit(): void {
    this.bytes.push(this.#held, ...(this.#held === 0xff ? [0] : []));
    this.#held = 0;
    this.#count = 0;
  }
}

const sizeOf = (magnitude: number) => 32 - Math.clz32(magnitude);
/** DC codes have 4 bits, AC codes 8: the place of the symbol in the table. */
export const dcSymbols = Array.from({ length: 12 }, (_, size) => size);
export const acSymbols = Array.from(
  { length: 16 * 11 },
  (_, at) => (Math.floor(at / 11) << 4) | (at % 11),
);

function signed(bits: Bits, value: number, magnitude: number): void {
  bits.put(value < 0 ? ~magnitude : magnitude, sizeOf(magnitude));
}

/** Answers with the value that the next block's is told from. */
export function encodeDc(
  bits: Bits,
  { block, previous }: { readonly block: Block; readonly previous: number },
  scan: ScriptedScan,
): number {
  const value = (block[0] ?? 0) >> scan.bit;
  if (scan.before > 0) {
    bits.put(value & 1, 1);
    return 0;
  }
  const difference = value - previous;
  bits.put(sizeOf(Math.abs(difference)), 4);
  signed(bits, difference, Math.abs(difference));
  return value;
}

const symbol = (bits: Bits, run: number, size: number) =>
  bits.put(acSymbols.indexOf((run << 4) | size), 8);

export function encodeAc(bits: Bits, block: Block, scan: ScriptedScan): void {
  const shifted = Array.from(block, (value) => Math.abs(value) >> scan.bit);
  const isRefining = scan.before > 0;
  const isNew = (magnitude: number) => (isRefining ? magnitude === 1 : magnitude > 0);
  const lastNew = shifted.findLastIndex(
    (one, k) => k >= scan.first && k <= scan.last && isNew(one),
  );
  let run = 0;
  let corrections: number[] = [];
  const correct = () => {
    for (const bit of corrections) bits.put(bit, 1);
    corrections = [];
  };
  for (let k = scan.first; k <= scan.last; k += 1) {
    const [value = 0, magnitude = 0] = [block[k], shifted[k]];
    if (magnitude === 0) {
      run += 1;
      continue;
    }
    while (run > 15) {
      if (k > lastNew) break;
      symbol(bits, 15, 0);
      correct();
      run -= 16;
    }
    if (!isNew(magnitude)) {
      corrections.push(magnitude & 1);
      continue;
    }
    symbol(bits, run, sizeOf(magnitude));
    signed(bits, value, magnitude);
    correct();
    run = 0;
  }
  if (run > 0 || corrections.length > 0) symbol(bits, 0, 0);
  correct();
}
