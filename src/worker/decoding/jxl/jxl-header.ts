import { boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';

/** What of a picture's further channels decides how it is drawn. */
export interface JxlChannels {
  /** The colours are multiplied with their opacity. */
  readonly isPremultiplied: boolean;
  /** There is a black ink: the three colours are inks, too. */
  readonly hasBlack: boolean;
}

const none: JxlChannels = { isPremultiplied: false, hasBlack: false };

/** One of four ways to say a number, by the two bits before it: what it begins at, and the bits that are added. */
type Ways = readonly [Way, Way, Way, Way];
type Way = readonly [number, number];

/** Bits from the lowest of each byte on. Beyond the end they are 0. */
class BitReader {
  #place = 0;
  readonly #bytes: Uint8Array;

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes;
  }

  bits(count: number): number {
    let value = 0;
    for (let at = 0; at < count; at += 1, this.#place += 1)
      value += (((this.#bytes[this.#place >> 3] ?? 0) >> (this.#place & 7)) & 1) * 2 ** at;
    return value;
  }

  flag(): boolean {
    return this.bits(1) === 1;
  }

  number(ways: Ways): number {
    const [from = 0, count = 0] = ways[this.bits(2)] ?? [];
    return from + this.bits(count);
  }
}

const edges: Ways = [
  [1, 9],
  [1, 13],
  [1, 18],
  [1, 30],
];
const previewEighths: Ways = [
  [16, 0],
  [32, 0],
  [1, 5],
  [33, 9],
];
const previewEdges: Ways = [
  [1, 6],
  [65, 8],
  [321, 10],
  [1345, 12],
];
const kindsOfChannel = { alpha: 0, spot: 2, black: 4, filter: 5 };

function skipSize(reader: BitReader, eighths: () => number, others: Ways): void {
  const isInEighths = reader.flag();
  const edge = () => (isInEighths ? eighths() : reader.number(others));
  edge();
  if (reader.bits(3) === 0) edge();
}

function skipDepth(reader: BitReader): void {
  const isFloat = reader.flag();
  reader.number(
    isFloat
      ? [
          [32, 0],
          [16, 0],
          [24, 0],
          [1, 6],
        ]
      : [
          [8, 0],
          [10, 0],
          [12, 0],
          [1, 6],
        ],
  );
  if (isFloat) reader.bits(4);
}

function skipMore(reader: BitReader): void {
  // Orientation.
  reader.bits(3);
  if (reader.flag()) skipSize(reader, () => reader.bits(5), edges);
  if (reader.flag()) skipSize(reader, () => reader.number(previewEighths), previewEdges);
  if (!reader.flag()) return;
  // Of an animation: ticks a second, how often it is shown, time codes.
  reader.number([
    [100, 0],
    [1000, 0],
    [1, 10],
    [1, 30],
  ]);
  reader.number([
    [1, 0],
    [1001, 0],
    [1, 8],
    [1, 10],
  ]);
  reader.number([
    [0, 0],
    [0, 3],
    [0, 16],
    [0, 32],
  ]);
  reader.flag();
}

/** Which kind a channel is of, and whether it is an opacity that the colours are multiplied with. */
function readChannel(reader: BitReader): { kind: number; isMultiplied: boolean } {
  const isUsual = reader.flag();
  if (isUsual) return { kind: kindsOfChannel.alpha, isMultiplied: false };
  const kind = reader.number([
    [0, 0],
    [1, 0],
    [2, 4],
    [18, 6],
  ]);
  skipDepth(reader);
  reader.number([
    [0, 0],
    [3, 0],
    [4, 0],
    [1, 3],
  ]);
  const nameBytes = reader.number([
    [0, 0],
    [0, 4],
    [16, 5],
    [48, 10],
  ]);
  for (let at = 0; at < nameBytes; at += 1) reader.bits(8);
  if (kind === kindsOfChannel.spot) for (let at = 0; at < 4; at += 1) reader.bits(16);
  if (kind === kindsOfChannel.filter)
    reader.number([
      [1, 0],
      [0, 2],
      [3, 4],
      [19, 8],
    ]);
  return { kind, isMultiplied: kind === kindsOfChannel.alpha && reader.flag() };
}

/** By the header of a codestream (ISO 18181-1, image metadata), from its signature on. */
function channelsOf(codestream: Uint8Array): JxlChannels {
  const reader = new BitReader(codestream);
  reader.bits(16);
  skipSize(reader, () => reader.bits(5), edges);
  const isUsual = reader.flag();
  if (isUsual) return none;
  if (reader.flag()) skipMore(reader);
  skipDepth(reader);
  reader.flag();
  const count = Math.min(
    256,
    reader.number([
      [0, 0],
      [1, 0],
      [2, 4],
      [1, 12],
    ]),
  );
  const channels = Array.from({ length: count }, () => readChannel(reader));
  return {
    isPremultiplied: channels.some(({ isMultiplied }) => isMultiplied),
    hasBlack: channels.some(({ kind }) => kind === kindsOfChannel.black),
  };
}

/** Of a bare codestream, or of the one in a container, which may come in parts. */
export function readJxlChannels(bytes: Uint8Array): JxlChannels {
  if (bytes[0] === 0xff) return channelsOf(bytes);
  for (const { type, start } of boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length)) {
    if (type === 'jxlc') return channelsOf(bytes.subarray(start));
    if (type === 'jxlp') return channelsOf(bytes.subarray(start + 4));
  }
  return none;
}
