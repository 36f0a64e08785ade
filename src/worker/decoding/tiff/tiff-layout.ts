import { type OpenTiff, tag } from './tiff-directory.ts';

/** Where the samples of a TIFF are and what they mean. */
export interface TiffLayout {
  readonly width: number;
  readonly height: number;
  /** Of a pixel, all that are stored. */
  readonly samples: number;
  /** Of every sample. */
  readonly bits: number;
  readonly kind: 'unsigned' | 'signed' | 'float';
  readonly compression: number;
  readonly photometric: number;
  /** 1, for none, where the packing has no predictor. */
  readonly predictor: number;
  /** Each kind of sample by itself, one behind the other. */
  readonly isPlanar: boolean;
  readonly isReversed: boolean;
  readonly chunkWidth: number;
  readonly chunkHeight: number;
  readonly isTiled: boolean;
  readonly offsets: readonly number[];
  readonly lengths: readonly number[];
  /** Which sample is opacity, and whether the colours are multiplied with it. */
  readonly alpha: { readonly at: number; readonly isPremultiplied: boolean } | null;
  /** Of YCbCr, whether each pixel has its own differences of colour. */
  readonly isSubsampled: boolean;
  readonly orientation: number;
  readonly icc: Uint8Array | null;
}

export const photometrics = {
  whiteIsZero: 0,
  blackIsZero: 1,
  rgb: 2,
  palette: 3,
  inks: 5,
  ycc: 6,
  lab: 8,
  iccLab: 9,
} as const;

/** Samples that show a colour, by what they mean. Those that are not here are not for us. */
export const coloursOf: Readonly<Record<number, 1 | 3 | 4>> = {
  [photometrics.whiteIsZero]: 1,
  [photometrics.blackIsZero]: 1,
  [photometrics.rgb]: 3,
  [photometrics.palette]: 1,
  [photometrics.inks]: 4,
  [photometrics.ycc]: 3,
  [photometrics.lab]: 3,
  [photometrics.iccLab]: 3,
};

const kinds = { 1: 'unsigned', 2: 'signed', 3: 'float', 4: 'unsigned' } as const;
const extra = { premultiplied: 1, straight: 2 };

const isSubsampled = ({ values }: OpenTiff['directory']) =>
  values(tag.subsampling)[0] !== 1 || values(tag.subsampling)[1] !== 1;

/** Null where it makes no sense, or its samples are not all of one kind. */
export function readLayout({ directory }: OpenTiff): TiffLayout | null {
  const one = (name: number, usual: number) => directory.values(name)[0] ?? usual;
  const [width, height] = [one(tag.width, 0), one(tag.height, 0)];
  const samples = one(tag.samples, 1);
  const [bits = 1, ...otherBits] = directory.values(tag.bits);
  const format = one(tag.sampleFormat, 1);
  const isTiled = directory.values(tag.tileWidth).length > 0;
  const kind = Object.entries(kinds).find(([value]) => Number(value) === format)?.[1];
  const isOneKind = otherBits.every((other) => other === bits);
  if (width < 1 || height < 1 || samples < 1 || !isOneKind || !kind) return null;
  const rows = one(tag.rowsPerStrip, height);
  const photometric = one(tag.photometric, photometrics.blackIsZero);
  const compression = one(tag.compression, packings.none);
  return {
    width,
    height,
    samples,
    bits,
    kind,
    compression,
    photometric,
    predictor: predicted.has(compression) ? one(tag.predictor, 1) : 1,
    isPlanar: one(tag.planar, 1) === 2 && samples > 1,
    isReversed: one(tag.fillOrder, 1) === 2,
    isTiled,
    chunkWidth: isTiled ? one(tag.tileWidth, 0) : width,
    chunkHeight: isTiled ? one(tag.tileHeight, 0) : Math.min(rows, height),
    offsets: directory.values(isTiled ? tag.tileOffsets : tag.stripOffsets),
    lengths: directory.values(isTiled ? tag.tileLengths : tag.stripLengths),
    alpha: readAlpha(directory.values(tag.extraSamples), samples, coloursOf[photometric] ?? 0),
    isSubsampled: photometric === photometrics.ycc && isSubsampled(directory),
    orientation: one(tag.orientation, 1),
    icc: directory.bytes(tag.icc),
  };
}

function readAlpha(extras: readonly number[], samples: number, colours: number) {
  if (colours === 0) return null;
  if (extras.length === 0)
    return samples === colours + 1 ? { at: colours, isPremultiplied: false } : null;
  const index = extras.findIndex((use) => use === extra.premultiplied || use === extra.straight);
  const at = colours + index;
  if (index < 0 || at >= samples) return null;
  return { at, isPremultiplied: extras[index] === extra.premultiplied };
}

/** How the bytes of a strip or tile are packed, as far as we unpack them. */
export const packings = {
  none: 1,
  lzw: 5,
  deflate: 8,
  oldDeflate: 32_946,
  packBits: 32_773,
  zstd: 50_000,
  webp: 50_001,
};
/** As in libtiff, the others ignore the tag. */
const predicted: ReadonlySet<number> = new Set([
  packings.lzw,
  packings.deflate,
  packings.oldDeflate,
  packings.zstd,
]);
const own: ReadonlySet<number> = new Set(Object.values(packings));
/** libtiff as sharp brings it is built without these. */
const onlyOwn: ReadonlySet<number> = new Set([packings.zstd, packings.webp]);

const onlyHere: ReadonlySet<number> = new Set([
  photometrics.ycc,
  photometrics.lab,
  photometrics.iccLab,
]);

/** Bits that libvips takes: those of a whole number of bytes, and grey and palettes of less than one. */
function hasUsualBits({ bits, samples, kind }: TiffLayout): boolean {
  if (kind === 'unsigned' && (bits === 8 || bits === 16)) return true;
  return kind === 'unsigned' && samples === 1 && (bits === 1 || bits === 2 || bits === 4);
}

/** Whether our own reader knows how its samples are packed and what they mean. */
export function canBeReadHere({ isSubsampled, ...layout }: TiffLayout): boolean {
  const { compression, photometric, samples, kind } = layout;
  const colours = coloursOf[photometric];
  if (isSubsampled || (photometric === photometrics.ycc && kind !== 'unsigned')) return false;
  return own.has(compression) && colours !== undefined && samples >= colours;
}

/**
 * Whether a TIFF is one that libvips (8.18) refuses or shows in wrong colours, and we read: floating point, Lab, YCbCr that is not
 * subsampled, planes with alpha, inks of 16 bits with alpha, multiplied colours, unusual depths, signed numbers, ZSTD and WebP inside.
 */
export function isForOwnReader(layout: TiffLayout): boolean {
  const { compression, photometric, samples, bits, isPlanar, isTiled, alpha } = layout;
  const colours = coloursOf[photometric];
  if (!colours || !canBeReadHere(layout)) return false;
  if (onlyOwn.has(compression) || !hasUsualBits(layout)) return true;
  if (onlyHere.has(photometric)) return true;
  if (photometric === photometrics.inks && bits > 8 && alpha) return true;
  if (alpha?.isPremultiplied) return true;
  if (isPlanar && (isTiled || samples !== colours)) return true;
  // What is more than colours and opacity, libvips takes for opacity.
  return samples > colours + 1 || (samples > colours && !alpha);
}

/** A tile may be larger than the picture, but not by as much as it likes. Pixels. */
const mostBeyond = 1024;

/** What one strip or tile holds; null where that is more than any picture of this size has. */
export function chunkBytes(layout: TiffLayout): number | null {
  const { width, height, samples, bits, isPlanar, chunkWidth, chunkHeight } = layout;
  const rowBytes = Math.ceil((chunkWidth * (isPlanar ? 1 : samples) * bits) / 8);
  const most = ((width + mostBeyond) * (height + mostBeyond) * samples * bits) / 8;
  return rowBytes * chunkHeight > most ? null : rowBytes * chunkHeight;
}

/** How a raster of it is turned, and its size once it is upright. */
export function turnOf({ width, height, orientation }: TiffLayout) {
  const liesOnItsSide = orientation > 4 && orientation <= 8;
  return liesOnItsSide
    ? { sourceWidth: height, sourceHeight: width, orientation }
    : { sourceWidth: width, sourceHeight: height, orientation };
}
