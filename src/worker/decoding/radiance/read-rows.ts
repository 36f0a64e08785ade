import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';

const pixelBytes = 4;
/** Rows that can be packed by component. */
const shortest = 8;
const longest = 0x7fff;

interface Row {
  readonly bytes: Uint8Array;
  readonly at: number;
  /** Where it goes. */
  readonly into: Uint8Array;
}

/** Where the next row begins; beyond the bytes where they end early, -1 where nothing fits. */
type ReadRow = (row: Row) => number;

/** Each of the four components of all pixels by itself, in runs. */
const readByComponent: ReadRow = ({ bytes, at, into }) => {
  const pixels = into.length / pixelBytes;
  let next = at + pixelBytes;
  for (let component = 0; component < pixelBytes; component += 1)
    for (let pixel = 0; pixel < pixels;) {
      const code = bytes[next];
      if (code === undefined) return Number.POSITIVE_INFINITY;
      const isRun = code > 128;
      const count = isRun ? code - 128 : code;
      if (count === 0 || pixel + count > pixels) return -1;
      next += 1;
      for (let index = 0; index < count; index += 1) {
        into[(pixel + index) * pixelBytes + component] = bytes[isRun ? next : next + index] ?? 0;
      }
      next += isRun ? 1 : count;
      pixel += count;
    }
  return next;
};

const isRepeat = (bytes: Uint8Array, at: number) =>
  bytes[at] === 1 && bytes[at + 1] === 1 && bytes[at + 2] === 1;

/** Whole pixels; one of 1, 1, 1 repeats the one before, several in a row so many times 256. */
const readByPixel: ReadRow = ({ bytes, at, into }) => {
  let next = at;
  let shift = 0;
  for (let place = 0; place < into.length; next += pixelBytes) {
    if (next + pixelBytes > bytes.length) return Number.POSITIVE_INFINITY;
    if (!isRepeat(bytes, next)) {
      for (let index = 0; index < pixelBytes; index += 1)
        into[place + index] = bytes[next + index] ?? 0;
      place += pixelBytes;
      shift = 0;
      continue;
    }
    const end = place + (bytes[next + 3] ?? 0) * 2 ** shift * pixelBytes;
    if (place === 0 || end > into.length) return -1;
    for (const from = place - pixelBytes; place < end;) {
      const length = Math.min(place - from, end - place);
      into.copyWithin(place, from, from + length);
      place += length;
    }
    shift += 8;
    if (shift > 24) return -1;
  }
  return next;
};

const isByComponent = (bytes: Uint8Array, at: number, width: number) =>
  width >= shortest &&
  width <= longest &&
  bytes[at] === 2 &&
  bytes[at + 1] === 2 &&
  (bytes[at + 2] ?? 128) < 128;

interface Shape {
  readonly width: number;
  readonly height: number;
  readonly dataOffset: number;
}

/** Every pixel as three mantissas and the exponent that they share. Each row is packed in its own way. */
export function readRows(
  bytes: Uint8Array,
  { width, height, dataOffset }: Shape,
): Result<Uint8Array, Failure> {
  const rowBytes = width * pixelBytes;
  const pixels = new Uint8Array(rowBytes * height);
  let at = dataOffset;
  for (let row = 0; row < height; row += 1) {
    const into = pixels.subarray(row * rowBytes, (row + 1) * rowBytes);
    const isPacked = isByComponent(bytes, at, width);
    if (isPacked && (bytes[at + 2] ?? 0) * 256 + (bytes[at + 3] ?? 0) !== width)
      return notOk(failure('image-corrupt'));
    at = isPacked ? readByComponent({ bytes, at, into }) : readByPixel({ bytes, at, into });
    if (at > bytes.length) return notOk(failure('image-truncated'));
    if (at < 0) return notOk(failure('image-corrupt'));
  }
  return ok(pixels);
}
