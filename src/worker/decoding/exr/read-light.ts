import { ByteReader } from '../../bytes/byte-reader.ts';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type ExrChannel, type ExrHeader, sampleTypes, sizeOfWindow } from './exr-header.ts';
import { packings, unpackBlock } from './unpack-block.ts';

/** As bright as samples of 16 bits can say. Stands for what is brighter, and without end. */
const brightest = 65_504;
/** Of one block; rows of usual pictures have a hundredth. Bytes. */
const mostBlockBytes = 256_000_000;

const bytesOf = ({ type }: ExrChannel) => (type === sampleTypes.half ? 2 : 4);

/** How many of the places from `first` to `last` are multiples of a step. */
const countOf = (first: number, last: number, step: number) =>
  Math.floor(last / step) - Math.ceil(first / step) + 1;

let halves: Float32Array | null = null;

/** What each number of 16 bits means. */
function halfTable(): Float32Array {
  halves ??= Float32Array.from({ length: 0x10000 }, (_, bits) => {
    const [sign, power, part] = [bits >> 15 ? -1 : 1, (bits >> 10) & 31, bits & 1023];
    if (power === 31) return part ? 0 : sign * brightest;
    return sign * (power ? (1 + part / 1024) * 2 ** (power - 15) : (part / 1024) * 2 ** -14);
  });
  return halves;
}

function sampleReader(block: Uint8Array, { type }: ExrChannel): (at: number) => number {
  const view = new DataView(block.buffer, block.byteOffset, block.byteLength);
  const table = halfTable();
  if (type === sampleTypes.half) return (at) => table[view.getUint16(at, true)] ?? 0;
  if (type === sampleTypes.whole) return (at) => view.getUint32(at, true) / 0xffffffff;
  return (at) => {
    const value = view.getFloat32(at, true);
    return Number.isNaN(value) ? 0 : Math.min(brightest, Math.max(-brightest, value));
  };
}

/** Where samples go: each pixel of what is to be seen has as many as `picked` names; several may be of one channel. */
interface Target {
  readonly picked: readonly ExrChannel[];
  readonly light: Float32Array;
}

function bytesOfRow({ channels, data }: ExrHeader, y: number): number {
  return channels.reduce((sum, channel) => {
    const [across, down] = channel.steps;
    return sum + (y % down === 0 ? countOf(data.left, data.right, across) * bytesOf(channel) : 0);
  }, 0);
}

function readRow(header: ExrHeader, { picked, light }: Target, row: ExrRow): number {
  const { channels, data, display } = header;
  const { width, height } = sizeOfWindow(display);
  const stride = picked.length;
  const to = (row.y - display.top) * width;
  const isSeen = row.y >= display.top && row.y - display.top < height;
  const [from, end] = [Math.max(data.left, display.left), Math.min(data.right, display.right)];
  let { at } = row;
  for (const channel of channels) {
    const [across, down] = channel.steps;
    if (row.y % down !== 0) continue;
    const places = isSeen ? picked.flatMap((one, index) => (one === channel ? [index] : [])) : [];
    const size = bytesOf(channel);
    const read = sampleReader(row.block, channel);
    for (const place of places)
      for (let x = from; x <= end; x += 1)
        light[(to + x - display.left) * stride + place] = read(at + (x - data.left) * size);
    at += countOf(data.left, data.right, across) * size;
  }
  return at;
}

interface ExrRow {
  readonly block: Uint8Array;
  readonly y: number;
  /** Where it begins in the block. */
  readonly at: number;
}

/** Linear light of what is to be seen, `picked.length` numbers a pixel; 0 where nothing is stored. */
export function readLight(
  bytes: Uint8Array,
  header: ExrHeader,
  picked: readonly ExrChannel[],
): Result<Float32Array, Failure> {
  const { data, display, compression, tableOffset } = header;
  const { width, height } = sizeOfWindow(display);
  const rows = packings.get(compression)?.rows ?? 1;
  const table = new ByteReader(bytes, 'little').at(tableOffset);
  const blocks = Math.ceil(sizeOfWindow(data).height / rows);
  if (tableOffset + blocks * 8 > bytes.length) return notOk(failure('image-truncated'));
  const light = new Float32Array(width * height * picked.length);
  for (let index = 0; index < blocks; index += 1) {
    const place = table.u64();
    const reader = table.at(place);
    const top = reader.i32();
    const packed = reader.take(reader.u32());
    // A writer that was stopped leaves zeros.
    if (reader.isExhausted || place === 0) return notOk(failure('image-truncated'));
    const last = Math.min(data.bottom, top + rows - 1);
    if (top < data.top || (top - data.top) % rows !== 0) return notOk(failure('image-corrupt'));
    let size = 0;
    for (let y = top; y <= last; y += 1) size += bytesOfRow(header, y);
    if (size > mostBlockBytes) return notOk(failure('image-too-large'));
    const block = size > 0 ? unpackBlock(packed, size, compression) : null;
    if (!block) return notOk(failure('image-corrupt'));
    for (let y = top, at = 0; y <= last; y += 1)
      at = readRow(header, { picked, light }, { block, y, at });
  }
  return ok(light);
}
