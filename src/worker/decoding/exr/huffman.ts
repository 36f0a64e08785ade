import { ByteReader } from '../../bytes/byte-reader.ts';

/** All numbers of 16 bits, and one that means "the last one again". */
const symbolCount = 0x10000 + 1;
/** The format allows 58, but one of more than 41 would take more samples than a block may have. */
const longestCode = 48;
/** Codes up to this length are looked up at once. */
const tableBits = 14;

/** Lengths above this one stand for so many symbols without a code. */
const shortGap = 59;
const longGap = 63;
const shortestGap = 2;
const shortestLongGap = shortestGap + longGap - shortGap;

/** Bits from the highest on; zeros beyond the end. */
class BitReader {
  position = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  /** At most 17 bits, which stay unread. */
  peek(count: number): number {
    const at = this.position >>> 3;
    const bytes = this.#bytes;
    const word = ((bytes[at] ?? 0) << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    return (word >>> (24 - count - (this.position & 7))) & ((1 << count) - 1);
  }

  take(count: number): number {
    const bits = this.peek(count);
    this.position += count;
    return bits;
  }
}

/** The symbols that have a code, by number, and how long it is. */
interface Lengths {
  readonly symbols: Uint32Array;
  readonly lengths: Uint8Array;
}

/** Null where more symbols are told of than there are, or a code is too long. */
function lengthsIn(bits: BitReader, first: number, last: number): Lengths | null {
  const symbols = new Uint32Array(last - first + 1);
  const lengths = new Uint8Array(symbols.length);
  let count = 0;
  for (let symbol = first; symbol <= last;) {
    const length = bits.take(6);
    let gap = 1;
    if (length === longGap) gap = bits.take(8) + shortestLongGap;
    else if (length >= shortGap) gap = length - shortGap + shortestGap;
    else if (length > longestCode) return null;
    else if (length > 0) {
      symbols[count] = symbol;
      lengths[count] = length;
      count += 1;
    }
    symbol += gap;
    if (symbol > last + 1) return null;
  }
  return { symbols: symbols.subarray(0, count), lengths: lengths.subarray(0, count) };
}

/** Canonical codes: the longest are the smallest numbers, those of one length follow each other. */
interface Codes {
  readonly counts: Float64Array;
  /** The first code of each length. */
  readonly bases: Float64Array;
  /** By length, then by number. */
  readonly symbols: Uint32Array;
  /** Where those of a length begin in `symbols`. */
  readonly starts: Uint32Array;
  /** By the next bits: symbol and length, 0 where the code is longer. */
  readonly table: Int32Array;
}

function codesOf({ symbols: coded, lengths }: Lengths): Codes | null {
  const counts = new Float64Array(longestCode + 1);
  for (const length of lengths) counts[length] = (counts[length] ?? 0) + 1;
  const bases = new Float64Array(longestCode + 1);
  let next = 0;
  for (let length = longestCode; length > 0; length -= 1) {
    bases[length] = next;
    const end = next + (counts[length] ?? 0);
    if (end > 2 ** length) return null;
    next = Math.floor(end / 2);
  }
  const starts = new Uint32Array(longestCode + 2);
  for (let length = 1; length <= longestCode; length += 1)
    starts[length + 1] = (starts[length] ?? 0) + (counts[length] ?? 0);
  const symbols = new Uint32Array(coded.length);
  const table = new Int32Array(1 << tableBits);
  const places = starts.slice();
  for (let index = 0; index < coded.length; index += 1) {
    const symbol = coded[index] ?? 0;
    const length = lengths[index] ?? 0;
    const place = places[length] ?? 0;
    places[length] = place + 1;
    symbols[place] = symbol;
    if (length > tableBits) continue;
    const code = (bases[length] ?? 0) + place - (starts[length] ?? 0);
    const spare = tableBits - length;
    const end = (code + 1) << spare;
    for (let bits = code << spare; bits < end; bits += 1) table[bits] = (symbol << 6) | length;
  }
  return { counts, bases, symbols, starts, table };
}

/** A symbol whose code is too long for the table; null where there is none. */
function longSymbol(bits: BitReader, { counts, bases, symbols, starts }: Codes): number | null {
  let code = bits.take(tableBits);
  for (let length = tableBits + 1; length <= longestCode; length += 1) {
    code = code * 2 + bits.take(1);
    const place = code - (bases[length] ?? 0);
    if (place >= 0 && place < (counts[length] ?? 0))
      return symbols[(starts[length] ?? 0) + place] ?? null;
  }
  return null;
}

/** Fills `samples`; false where the bytes tell fewer, more, or none that can be. */
export function unpackHuffman(packed: Uint8Array, samples: Uint16Array): boolean {
  const reader = new ByteReader(packed, 'little');
  const [first, last] = [reader.u32(), reader.u32()];
  reader.skip(4);
  const bitCount = reader.u32();
  reader.skip(4);
  if (reader.isExhausted || first > last || last >= symbolCount) return false;
  const lengthBits = new BitReader(packed.subarray(reader.position));
  const lengths = lengthsIn(lengthBits, first, last);
  const codes = lengths && codesOf(lengths);
  const start = reader.position + Math.ceil(lengthBits.position / 8);
  if (!codes || bitCount > (packed.length - start) * 8) return false;
  const bits = new BitReader(packed.subarray(start));
  const { table } = codes;
  let to = 0;
  while (bits.position < bitCount) {
    const entry = table[bits.peek(tableBits)] ?? 0;
    bits.position += entry & 63;
    const symbol = entry === 0 ? longSymbol(bits, codes) : entry >>> 6;
    if (symbol === null) return false;
    if (symbol === last) {
      const count = bits.take(8);
      if (to === 0 || to + count > samples.length) return false;
      samples.fill(samples[to - 1] ?? 0, to, to + count);
      to += count;
    } else {
      if (to === samples.length) return false;
      samples[to] = symbol;
      to += 1;
    }
  }
  return bits.position === bitCount && to === samples.length;
}
