import { boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { BitReader, type NumberForms } from './bit-reader.ts';

/** What a codestream says of its colours and channels. The numbers are those of H.273 where both know a space. */
export interface JxlHeader {
  /** Of whole numbers; null where they are of floating point. */
  readonly bits: number | null;
  /** Opacity, inks and others beside the colours. */
  readonly extraCount: number;
  readonly hasAlpha: boolean;
  readonly isGrey: boolean;
  readonly isAnimated: boolean;
  /** How the picture is turned, as in EXIF. */
  readonly orientation: number;
  /** The colours are multiplied with their opacity. */
  readonly isPremultiplied: boolean;
  /** There is a black ink: the three colours are inks, too. */
  readonly hasBlack: boolean;
  /** Whether the samples are in the codec's own space, from which a decoder makes any other. */
  readonly isXyb: boolean;
  readonly hasProfile: boolean;
  readonly white: number;
  readonly primaries: number;
  readonly transfer: number;
  /** The power that light was raised to, in place of `transfer`; null where that says. */
  readonly gamma: number | null;
  /** The brightest of what it shows, in cd/m²; null where that is the usual value. */
  readonly peak: number | null;
}

export const jxlWhite = { d65: 1, custom: 2 } as const;
const colourSpace = { grey: 1, xyb: 2 } as const;
const customPrimaries = 2;
const usual = { white: jxlWhite.d65, primaries: 1, transfer: 13, gamma: null };
/** Stands for 1 in a power. */
const gammaUnit = 1e7;
const extraKind = { alpha: 0, spot: 2, black: 4, mosaic: 5 } as const;
const mostExtras = 256;

const forms = {
  edge: [
    [1, 9],
    [1, 13],
    [1, 18],
    [1, 30],
  ],
  previewEighths: [
    [16, 0],
    [32, 0],
    [1, 5],
    [33, 9],
  ],
  previewEdge: [
    [1, 6],
    [65, 8],
    [321, 10],
    [1345, 12],
  ],
  ticks: [
    [100, 0],
    [1000, 0],
    [1, 10],
    [1, 30],
  ],
  ticksOf: [
    [1, 0],
    [1001, 0],
    [1, 8],
    [1, 10],
  ],
  loops: [
    [0, 0],
    [0, 3],
    [0, 16],
    [0, 32],
  ],
  bits: [
    [8, 0],
    [10, 0],
    [12, 0],
    [1, 6],
  ],
  floatBits: [
    [32, 0],
    [16, 0],
    [24, 0],
    [1, 6],
  ],
  extras: [
    [0, 0],
    [1, 0],
    [2, 4],
    [1, 12],
  ],
  shift: [
    [0, 0],
    [3, 0],
    [4, 0],
    [1, 3],
  ],
  name: [
    [0, 0],
    [0, 4],
    [16, 5],
    [48, 10],
  ],
  mosaic: [
    [1, 0],
    [0, 2],
    [3, 4],
    [19, 8],
  ],
  place: [
    [0, 19],
    [524_288, 19],
    [1_048_576, 20],
    [2_097_152, 21],
  ],
} as const satisfies Record<string, NumberForms>;

function skipSize(reader: BitReader): void {
  const isSmall = reader.flag();
  const skipEdge = () => (isSmall ? reader.bits(5) : reader.number(forms.edge));
  skipEdge();
  if (reader.bits(3) === 0) skipEdge();
}

function skipPreview(reader: BitReader): void {
  const edge = reader.flag() ? forms.previewEighths : forms.previewEdge;
  reader.number(edge);
  if (reader.bits(3) === 0) reader.number(edge);
}

function skipAnimation(reader: BitReader): void {
  reader.number(forms.ticks);
  reader.number(forms.ticksOf);
  reader.number(forms.loops);
  reader.flag();
}

/** Null where the numbers are of floating point. */
function readDepth(reader: BitReader): number | null {
  const isFloat = reader.flag();
  const bits = reader.number(isFloat ? forms.floatBits : forms.bits);
  if (isFloat) reader.bits(4);
  return isFloat ? null : bits;
}

interface Extra {
  readonly kind: number;
  readonly isMultiplied: boolean;
}

function readExtra(reader: BitReader): Extra {
  if (reader.flag()) return { kind: extraKind.alpha, isMultiplied: false };
  const kind = reader.choice();
  readDepth(reader);
  reader.number(forms.shift);
  reader.bits(8 * reader.number(forms.name));
  if (kind === extraKind.spot) reader.bits(64);
  if (kind === extraKind.mosaic) reader.number(forms.mosaic);
  return { kind, isMultiplied: kind === extraKind.alpha && reader.flag() };
}

function skipPlaces(reader: BitReader, count: number): void {
  for (let at = 0; at < count * 2; at += 1) reader.number(forms.place);
}

type Encoding = Pick<
  JxlHeader,
  'isGrey' | 'hasProfile' | 'white' | 'primaries' | 'transfer' | 'gamma'
>;

function readEncoding(reader: BitReader): Encoding {
  if (reader.flag()) return { isGrey: false, hasProfile: false, ...usual };
  const hasProfile = reader.flag();
  const space = reader.choice();
  const isGrey = space === colourSpace.grey;
  if (hasProfile || space === colourSpace.xyb) return { isGrey, hasProfile, ...usual };
  const white = reader.choice();
  if (white === jxlWhite.custom) skipPlaces(reader, 1);
  const primaries = isGrey ? usual.primaries : reader.choice();
  if (primaries === customPrimaries) skipPlaces(reader, 3);
  const gamma = reader.flag() ? reader.bits(24) / gammaUnit : null;
  const transfer = gamma === null ? reader.choice() : 0;
  reader.choice();
  return { isGrey, hasProfile, white, primaries, transfer, gamma };
}

const nothingMore = {
  bits: 8,
  extraCount: 0,
  hasAlpha: false,
  isGrey: false,
  isAnimated: false,
  orientation: 1,
  isPremultiplied: false,
  hasBlack: false,
};

/** By ISO 18181-1, from the signature on. */
function readCodestream(bytes: Uint8Array): JxlHeader | null {
  if (bytes[0] !== 0xff || bytes[1] !== 0x0a) return null;
  const reader = new BitReader(bytes, 2);
  skipSize(reader);
  if (reader.flag())
    return { ...nothingMore, isXyb: true, hasProfile: false, ...usual, peak: null };
  const hasMore = reader.flag();
  let orientation = 1;
  let isAnimated = false;
  if (hasMore) {
    orientation = reader.bits(3) + 1;
    if (reader.flag()) skipSize(reader);
    if (reader.flag()) skipPreview(reader);
    isAnimated = reader.flag();
    if (isAnimated) skipAnimation(reader);
  }
  const bits = readDepth(reader);
  reader.flag();
  const count = Math.min(mostExtras, reader.number(forms.extras));
  const extras = Array.from({ length: count }, () => readExtra(reader));
  const channels = {
    bits,
    extraCount: count,
    hasAlpha: extras.some(({ kind }) => kind === extraKind.alpha),
    isAnimated,
    orientation,
    isPremultiplied: extras.some(({ isMultiplied }) => isMultiplied),
    hasBlack: extras.some(({ kind }) => kind === extraKind.black),
  };
  const isXyb = reader.flag();
  const encoding = readEncoding(reader);
  const peak = hasMore && !reader.flag() ? reader.half() : null;
  return reader.isExhausted ? null : { ...channels, isXyb, ...encoding, peak };
}

/** Of a bare codestream, or of the one in a container; null where there is none, or it ends early. */
export function readJxlHeader(bytes: Uint8Array): JxlHeader | null {
  const bare = readCodestream(bytes);
  if (bare) return bare;
  for (const { type, start } of boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length)) {
    // In parts, each begins with its number.
    if (type === 'jxlc') return readCodestream(bytes.subarray(start));
    if (type === 'jxlp') return readCodestream(bytes.subarray(start + 4));
  }
  return null;
}
