import { type ExrBlock, type ExrRun, planesOf, runsOf, sizeOf } from './block.ts';
import { type ExrChannel, sampleTypes } from './exr-header.ts';
import { inflated } from './unpack-bytes.ts';

/** A float loses its lowest eight bits. */
const storedBytes = ({ type }: ExrChannel) =>
  ({ [sampleTypes.whole]: 4, [sampleTypes.half]: 2, [sampleTypes.float]: 3 })[type] ?? 0;

/** Each sample is told by its distance to the one before. The highest bytes of a run come first, then the next ones. */
function unpackRun(stored: Uint8Array, { channel, count, at }: ExrRun, plain: DataView): void {
  const bytes = storedBytes(channel);
  const isHalf = channel.type === sampleTypes.half;
  const lift = channel.type === sampleTypes.float ? 8 : 0;
  let value = 0;
  for (let place = 0; place < count; place += 1) {
    let distance = 0;
    for (let byte = 0; byte < bytes; byte += 1)
      distance = (distance << 8) | (stored[byte * count + place] ?? 0);
    value = (value + (distance << lift)) | 0;
    if (isHalf) plain.setUint16(at + place * 2, value, true);
    else plain.setUint32(at + place * 4, value, true);
  }
}

export function unpackPxr24(packed: Uint8Array, block: ExrBlock): Uint8Array | null {
  const size = planesOf(block).reduce(
    (sum, { channel, columns, rows }) => sum + columns * rows * storedBytes(channel),
    0,
  );
  const stored = inflated(packed, size);
  if (!stored) return null;
  const plain = new Uint8Array(sizeOf(block));
  const view = new DataView(plain.buffer);
  let from = 0;
  for (const run of runsOf(block)) {
    const end = from + run.count * storedBytes(run.channel);
    unpackRun(stored.subarray(from, end), run, view);
    from = end;
  }
  return plain;
}
