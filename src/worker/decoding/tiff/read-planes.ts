import { notOk, ok, type Result } from '../../../shared/result.ts';
import { failure, type Failure } from '../../../shared/task/failure.ts';
import {
  canUndoDifferences,
  sampleReader,
  undoDifferences,
  undoFloatDifferences,
} from './read-samples.ts';
import { chunkBytes, type TiffLayout } from './tiff-layout.ts';
import { unpackChunk } from './unpack-chunk.ts';

/** Numbers as they are stored, the wanted samples of a pixel side by side. */
export type Stored = Uint8Array | Uint16Array | Uint32Array | Float32Array;

const noDifferences = 1;
const floatDifferences = 3;

function storeFor({ kind, bits }: TiffLayout, count: number): Stored {
  if (kind === 'float') return new Float32Array(count);
  if (bits <= 8) return new Uint8Array(count);
  return bits <= 16 ? new Uint16Array(count) : new Uint32Array(count);
}

/** One strip or tile, by its number in the file. */
interface Chunk {
  readonly number: number;
  readonly left: number;
  readonly top: number;
  /** The sample that it holds; null where it holds them all. */
  readonly plane: number | null;
}

/** As far as the last plane that is wanted. */
function* chunksOf(layout: TiffLayout, wanted: readonly number[]): Generator<Chunk> {
  const { width, height, chunkWidth, chunkHeight, isPlanar } = layout;
  const last = isPlanar ? Math.max(...wanted) : 0;
  let number = 0;
  for (let plane = 0; plane <= last; plane += 1)
    for (let top = 0; top < height; top += chunkHeight)
      for (let left = 0; left < width; left += chunkWidth, number += 1)
        yield { number, left, top, plane: isPlanar ? plane : null };
}

const damaged = failure('image-corrupt');

/** How the rows of chunks are read, the same for all of them. */
interface Rows {
  readonly layout: TiffLayout;
  /** Which samples are wanted, in the order of the result. */
  readonly wanted: readonly number[];
  readonly stored: Stored;
  readonly read: NonNullable<ReturnType<typeof sampleReader>>;
  readonly isLittle: boolean;
  /** Samples of a pixel in one row, and bytes of a row. */
  readonly stride: number;
  readonly rowBytes: number;
}

function rowsOf(layout: TiffLayout, isLittleFile: boolean, wanted: readonly number[]): Rows | null {
  const { width, height, chunkWidth, chunkHeight, samples, bits, kind, predictor } = layout;
  const isLittle = isLittleFile && predictor !== floatDifferences;
  const read = sampleReader(kind, bits, isLittle);
  if (!read || chunkWidth < 1 || chunkHeight < 1) return null;
  const hasDifferences = predictor !== noDifferences && predictor !== floatDifferences;
  if (hasDifferences && !canUndoDifferences(bits)) return null;
  if (predictor === floatDifferences && bits % 8 !== 0) return null;
  const stride = layout.isPlanar ? 1 : samples;
  const rowBytes = Math.ceil((chunkWidth * stride * bits) / 8);
  if (chunkBytes(layout) === null) return null;
  const stored = storeFor(layout, width * height * wanted.length);
  return { layout, wanted, stored, read, isLittle, stride, rowBytes };
}

/** The samples of the numbers `wanted`, of the whole picture. */
export async function readPlanes(
  file: { readonly bytes: Uint8Array; readonly isLittleEndian: boolean },
  layout: TiffLayout,
  wanted: readonly number[],
): Promise<Result<Stored, Failure>> {
  const rows = rowsOf(layout, file.isLittleEndian, wanted);
  if (!rows) return notOk(damaged);
  for (const chunk of chunksOf(layout, wanted)) {
    if (chunk.plane !== null && !wanted.includes(chunk.plane)) continue;
    const [offset = 0, size = 0] = [layout.offsets[chunk.number], layout.lengths[chunk.number]];
    const packed = file.bytes.subarray(offset, offset + size);
    if (size === 0 || packed.length < size) return notOk(failure('image-truncated'));
    const height = layout.isTiled
      ? layout.chunkHeight
      : Math.min(layout.chunkHeight, layout.height - chunk.top);
    const unpacked = await unpackChunk(packed, rows.rowBytes * height, layout);
    if (!unpacked) return notOk(damaged);
    putChunk(rows, chunk, unpacked);
  }
  return ok(rows.stored);
}

function putChunk(rows: Rows, { left, top, plane }: Chunk, unpacked: Uint8Array): void {
  const { layout, wanted, stored, read, stride, rowBytes } = rows;
  const columns = Math.min(layout.chunkWidth, layout.width - left);
  const height = Math.min(layout.chunkHeight, layout.height - top);
  for (let y = 0; y < height; y += 1) {
    const row = plainRow(rows, unpacked.subarray(y * rowBytes, (y + 1) * rowBytes));
    const view = new DataView(row.buffer, row.byteOffset, row.length);
    const start = ((top + y) * layout.width + left) * wanted.length;
    wanted.forEach((sample, at) => {
      if (plane !== null && plane !== sample) return;
      const from = plane === null ? sample : 0;
      for (let x = 0; x < columns; x += 1)
        stored[start + x * wanted.length + at] = read(view, x * stride + from);
    });
  }
}

/** A row without differences; of one with them, a copy. */
function plainRow({ layout, stride, isLittle }: Rows, row: Uint8Array): Uint8Array {
  const { predictor, bits } = layout;
  if (predictor === noDifferences) return row;
  const copy = row.slice();
  if (predictor === floatDifferences) return undoFloatDifferences(copy, stride, bits);
  undoDifferences(copy, { stride, bits, isLittle });
  return copy;
}
