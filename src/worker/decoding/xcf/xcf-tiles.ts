import { inflateSync } from 'node:zlib';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { packings } from './xcf-document.ts';

/** Edge of a tile, in pixels. */
const tileEdge = 64;

export interface Tile {
  /** In the layer. */
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /** Samples of a pixel side by side. */
  readonly samples: Uint8Array;
}

/** One sample of all pixels after another, each in runs. */
function unpackRuns(bytes: Uint8Array, start: number, { count, stride }: TileShape) {
  const samples = new Uint8Array(count * stride);
  let from = start;
  for (let sample = 0; sample < stride; sample += 1)
    for (let pixel = 0; pixel < count;) {
      const code = bytes[from] ?? 0;
      const isLong = code === 127 || code === 128;
      const long = ((bytes[from + 1] ?? 0) << 8) | (bytes[from + 2] ?? 0);
      const length = isLong ? long : code < 127 ? code + 1 : 256 - code;
      from += isLong ? 3 : 1;
      const isRepeated = code < 128;
      if (length === 0 || pixel + length > count) return null;
      if (from + (isRepeated ? 1 : length) > bytes.length) return null;
      for (let at = 0; at < length; at += 1, pixel += 1)
        samples[pixel * stride + sample] = bytes[isRepeated ? from : from + at] ?? 0;
      from += isRepeated ? 1 : length;
    }
  return samples;
}

function inflate(bytes: Uint8Array, start: number, length: number): Uint8Array | null {
  try {
    const samples = inflateSync(bytes.subarray(start), { maxOutputLength: length });
    return samples.length === length ? samples : null;
  } catch {
    return null;
  }
}

function unpack(bytes: Uint8Array, start: number, shape: TileShape): Uint8Array | null {
  const { count, stride, packing } = shape;
  if (packing === packings.runs) return unpackRuns(bytes, start, shape);
  if (packing === packings.zlib) return inflate(bytes, start, count * stride);
  const samples = bytes.subarray(start, start + count * stride);
  return packing === packings.none && samples.length === count * stride ? samples : null;
}

interface TileShape {
  readonly count: number;
  readonly stride: number;
  readonly packing: number;
}

export interface Hierarchy {
  readonly bytes: Uint8Array;
  /** Where it stands. */
  readonly at: number;
  readonly width: number;
  readonly height: number;
  readonly stride: number;
  readonly packing: number;
  readonly hasWidePointers: boolean;
}

/** A place to ask for tiles by their number; null where the hierarchy is of another shape than its layer. */
export function openTiles(
  hierarchy: Hierarchy,
): ((column: number, row: number) => Tile | null) | null {
  const { bytes, at, width, height, stride, packing, hasWidePointers } = hierarchy;
  const reader = new ByteReader(bytes, 'big').at(at);
  const isSame = reader.u32() === width && reader.u32() === height && reader.u32() === stride;
  const levelAt = hasWidePointers ? reader.u64() : reader.u32();
  if (!isSame || reader.isExhausted) return null;
  const pointerBytes = hasWidePointers ? 8 : 4;
  const pointersAt = levelAt + 8;
  const columns = Math.ceil(width / tileEdge);
  return (column, row) => {
    const place = reader.at(pointersAt + (row * columns + column) * pointerBytes);
    const start = hasWidePointers ? place.u64() : place.u32();
    if (place.isExhausted || start === 0) return null;
    const [left, top] = [column * tileEdge, row * tileEdge];
    const size = {
      width: Math.min(tileEdge, width - left),
      height: Math.min(tileEdge, height - top),
    };
    const samples = unpack(bytes, start, { count: size.width * size.height, stride, packing });
    return samples && { left, top, ...size, samples };
  };
}

/** Columns and rows of tiles that show on a canvas, the layer's corner being at `left` and `top`. */
export function* tilesOn(
  canvas: { readonly width: number; readonly height: number },
  layer: {
    readonly width: number;
    readonly height: number;
    readonly left: number;
    readonly top: number;
  },
): Generator<{ readonly column: number; readonly row: number }> {
  const first = (offset: number) => Math.max(0, Math.floor(-offset / tileEdge));
  const end = (edge: number, offset: number, room: number) =>
    Math.ceil(Math.min(edge, room - offset) / tileEdge);
  const lastColumn = end(layer.width, layer.left, canvas.width);
  const lastRow = end(layer.height, layer.top, canvas.height);
  for (let row = first(layer.top); row < lastRow; row += 1)
    for (let column = first(layer.left); column < lastColumn; column += 1) yield { column, row };
}
