/** Reads the samples of one row; `index` counts them from its beginning. */
type ReadSample = (row: DataView, index: number) => number;

/** From the sign, the exponent and the fraction of a short kind of floating point. */
function small(bits: number, exponentBits: number, fractionBits: number): number {
  const sign = bits >> (exponentBits + fractionBits) ? -1 : 1;
  const exponent = (bits >> fractionBits) & (2 ** exponentBits - 1);
  const fraction = (bits & (2 ** fractionBits - 1)) / 2 ** fractionBits;
  const bias = 2 ** (exponentBits - 1) - 1;
  if (exponent === 0) return sign * fraction * 2 ** (1 - bias);
  if (exponent === 2 ** exponentBits - 1) return fraction === 0 ? sign * Infinity : Number.NaN;
  return sign * (1 + fraction) * 2 ** (exponent - bias);
}

const u24 = (row: DataView, at: number, isLittle: boolean) =>
  isLittle
    ? row.getUint16(at, true) | (row.getUint8(at + 2) << 16)
    : (row.getUint16(at, false) << 8) | row.getUint8(at + 2);

function readFloat(bits: number, isLittle: boolean): ReadSample | null {
  switch (bits) {
    case 16:
      return (row, index) => small(row.getUint16(index * 2, isLittle), 5, 10);
    case 24:
      return (row, index) => small(u24(row, index * 3, isLittle), 7, 16);
    case 32:
      return (row, index) => row.getFloat32(index * 4, isLittle);
    case 64:
      return (row, index) => row.getFloat64(index * 8, isLittle);
    default:
      return null;
  }
}

/** Numbers of less than a whole number of bytes follow each other from the highest bit on, in any order of bytes. */
function readPacked(bits: number): ReadSample {
  return (row, index) => {
    let value = 0;
    let at = index * bits;
    for (let left = bits; left > 0;) {
      const inByte = Math.min(left, 8 - (at & 7));
      const byte = row.getUint8(at >> 3);
      value = value * 2 ** inByte + ((byte >> (8 - (at & 7) - inByte)) & (2 ** inByte - 1));
      at += inByte;
      left -= inByte;
    }
    return value;
  };
}

/** Null for a depth that no program writes. */
export function sampleReader(
  kind: 'unsigned' | 'signed' | 'float',
  bits: number,
  isLittle: boolean,
): ReadSample | null {
  if (kind === 'float') return readFloat(bits, isLittle);
  switch (bits) {
    case 8:
      return (row, index) => row.getUint8(index);
    case 16:
      return (row, index) => row.getUint16(index * 2, isLittle);
    case 24:
      return (row, index) => u24(row, index * 3, isLittle);
    case 32:
      return (row, index) => row.getUint32(index * 4, isLittle);
    default:
      return bits >= 1 && bits < 32 ? readPacked(bits) : null;
  }
}

interface Predicted {
  /** From one sample to the next of its kind. */
  readonly stride: number;
  readonly bits: number;
  readonly isLittle: boolean;
}

export const canUndoDifferences = (bits: number): boolean =>
  bits === 8 || bits === 16 || bits === 32 || bits === 64;

/** In place: each sample was stored as what it is more than the one before it. */
export function undoDifferences(row: Uint8Array, { stride, bits, isLittle }: Predicted): void {
  const view = new DataView(row.buffer, row.byteOffset, row.length);
  const bytes = bits / 8;
  for (let at = stride * bytes; at + bytes <= row.length; at += bytes) {
    const before = at - stride * bytes;
    if (bytes === 1) row[at] = (row[at] ?? 0) + (row[before] ?? 0);
    else if (bytes === 2)
      view.setUint16(at, view.getUint16(at, isLittle) + view.getUint16(before, isLittle), isLittle);
    else if (bytes === 4)
      view.setUint32(at, view.getUint32(at, isLittle) + view.getUint32(before, isLittle), isLittle);
    else if (bytes === 8) {
      const sum = view.getBigUint64(at, isLittle) + view.getBigUint64(before, isLittle);
      view.setBigUint64(at, sum, isLittle);
    }
  }
}

/**
 * The row of floating point that was stored as all first bytes, all second bytes, …, each as what it is more than the one before
 * it. It comes with the highest byte first, whatever the file's order is.
 */
export function undoFloatDifferences(row: Uint8Array, stride: number, bits: number): Uint8Array {
  const bytes = bits / 8;
  const count = row.length / bytes;
  for (let at = stride; at < row.length; at += 1)
    row[at] = (row[at] ?? 0) + (row[at - stride] ?? 0);
  const floats = new Uint8Array(row.length);
  for (let index = 0; index < count; index += 1)
    for (let byte = 0; byte < bytes; byte += 1)
      floats[index * bytes + byte] = row[byte * count + index] ?? 0;
  return floats;
}
