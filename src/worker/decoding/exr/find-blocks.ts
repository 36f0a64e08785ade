import { ByteReader } from '../../bytes/byte-reader.ts';
import { type ExrHeader, type ExrWindow, sizeOfWindow } from './exr-header.ts';
import { packings } from './unpack-block.ts';

interface StoredBlock {
  readonly window: ExrWindow;
  readonly packed: Uint8Array;
}

/** Edges of the blocks in pixels: some rows of the whole width, or a tile. */
export function blockEdges({ tile, data, compression }: ExrHeader) {
  const { width, height } = sizeOfWindow(data);
  if (!tile) return { width, height: packings.get(compression)?.rows ?? 1 };
  return { width: Math.min(width, tile.width), height: Math.min(height, tile.height) };
}

/** Where a block begins, as it says itself; null where that is no place in the picture at its full size. */
function cornerOf(reader: ByteReader, { part, tile, data }: ExrHeader) {
  if (part !== null && reader.u32() !== part) return null;
  if (!tile) return { left: data.left, top: reader.i32() };
  const [column, row] = [reader.u32(), reader.u32()];
  const isFullSize = reader.u32() === 0 && reader.u32() === 0;
  const corner = { left: data.left + column * tile.width, top: data.top + row * tile.height };
  return isFullSize ? corner : null;
}

/**
 * The blocks of the picture at its full size, whose places are told first where there are smaller ones, too. Ends with
 * what is wrong with the next one: `cut` where the bytes end before it, null where it makes no sense.
 */
export function* findBlocks(
  bytes: Uint8Array,
  header: ExrHeader,
): Generator<StoredBlock | 'cut' | null> {
  const { data, tableOffset } = header;
  const [stored, block] = [sizeOfWindow(data), blockEdges(header)];
  const count = Math.ceil(stored.width / block.width) * Math.ceil(stored.height / block.height);
  if (tableOffset + count * 8 > bytes.length) return yield 'cut';
  const table = new ByteReader(bytes, 'little').at(tableOffset);
  for (let index = 0; index < count; index += 1) {
    const place = table.u64();
    const reader = table.at(place);
    const corner = cornerOf(reader, header);
    const packed = reader.take(reader.u32());
    // A writer that was stopped leaves zeros.
    if (reader.isExhausted || place === 0) return yield 'cut';
    const isInside =
      corner !== null &&
      corner.left <= data.right &&
      corner.top >= data.top &&
      corner.top <= data.bottom &&
      (corner.top - data.top) % block.height === 0;
    if (!isInside) return yield null;
    const right = Math.min(data.right, corner.left + block.width - 1);
    const bottom = Math.min(data.bottom, corner.top + block.height - 1);
    yield { window: { ...corner, right, bottom }, packed };
  }
}
