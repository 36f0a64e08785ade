import { type ExrChannel, type ExrWindow, sampleTypes } from './exr-header.ts';

/** What is packed together: some rows of the picture, or a tile. */
export interface ExrBlock {
  readonly channels: readonly ExrChannel[];
  readonly window: ExrWindow;
}

/** Samples of one channel that follow each other in a row. */
export interface ExrRun {
  readonly channel: ExrChannel;
  readonly y: number;
  readonly count: number;
  /** Where it begins in the unpacked block. */
  readonly at: number;
}

/** The samples of one channel in a block. */
export interface ExrPlane {
  readonly channel: ExrChannel;
  readonly columns: number;
  readonly rows: number;
}

export const bytesOf = ({ type }: ExrChannel) => (type === sampleTypes.half ? 2 : 4);

/** How many of the places from `first` to `last` are multiples of a step. */
const countOf = (first: number, last: number, step: number) =>
  Math.max(0, Math.floor(last / step) - Math.ceil(first / step) + 1);

export const planesOf = ({ channels, window }: ExrBlock): readonly ExrPlane[] =>
  channels.map((channel) => ({
    channel,
    columns: countOf(window.left, window.right, channel.steps[0]),
    rows: countOf(window.top, window.bottom, channel.steps[1]),
  }));

/** Bytes of a block that is not packed. */
export const sizeOf = (block: ExrBlock) =>
  planesOf(block).reduce(
    (sum, { channel, columns, rows }) => sum + columns * rows * bytesOf(channel),
    0,
  );

/** The runs of an unpacked block in the order in which they are stored: row by row, in a row by channel. */
export function* runsOf(block: ExrBlock): Generator<ExrRun> {
  const planes = planesOf(block);
  let at = 0;
  for (let y = block.window.top; y <= block.window.bottom; y += 1)
    for (const { channel, columns } of planes) {
      if (y % channel.steps[1] !== 0) continue;
      yield { channel, y, count: columns, at };
      at += columns * bytesOf(channel);
    }
}

/** Brings what is stored channel by channel into the order of `runsOf`. */
export function byRows(stored: Uint8Array, block: ExrBlock): Uint8Array {
  const rows = new Uint8Array(stored.length);
  const places = new Map<ExrChannel, number>();
  let start = 0;
  for (const { channel, columns, rows: count } of planesOf(block)) {
    places.set(channel, start);
    start += columns * count * bytesOf(channel);
  }
  for (const { channel, count, at } of runsOf(block)) {
    const from = places.get(channel) ?? 0;
    const end = from + count * bytesOf(channel);
    rows.set(stored.subarray(from, end), at);
    places.set(channel, end);
  }
  return rows;
}
