import { Buffer } from 'node:buffer';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { once, onceLoaded } from '../../../shared/once.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { formats, type SourceFormat } from '../../../shared/formats/formats.ts';
import { decodingFailure } from '../../to-failure/from-libvips.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';
import type { FailOn, Decoder, LateColours, Picture, PixelSize } from '../decoder.ts';
import type { StandIn } from '../colour/stand-in.ts';
import { profiled } from '../colour/with-profile.ts';
import { endsEarly } from '../ends-early.ts';
import { unreadJpeg } from '../unread-jpeg.ts';
import { isMovingPng } from './moving-png.ts';
import { type HeaderFacts, readPlainJpeg } from './plain-jpeg.ts';
import { scansForEighth } from '../progressive/eighth.ts';

/** What a picture may take before its first row can be had. With what a worker holds anyway that makes 1 GB. Bytes. */
const mostHeldBytes = 800_000_000;

/** Coefficients of two bytes that a pixel of a progressive JPEG has, by its subsampling. */
const coefficients: Readonly<Record<string, number>> = { '4:2:0': 1.5, '4:2:2': 2, '4:4:4': 3 };

function bytesAPixel({ format, channels, depth, chromaSubsampling }: HeaderFacts): number {
  if (format === 'jpeg') return 2 * (coefficients[chromaSubsampling ?? ''] ?? channels);
  return format === 'png' ? channels * (depth === 'ushort' ? 2 : 1) : 0;
}

/** JPEG and PNG come row by row, and a drawing is drawn as large as it is wanted. */
const inRows: ReadonlySet<SourceFormat> = new Set(['jpeg', 'png', 'svg']);

/** What decoding takes: nothing to speak of where rows come one after another. */
function heldBytes(metadata: HeaderFacts, format: SourceFormat): number {
  const { isProgressive, width, height, depth, channels } = metadata;
  if (isProgressive) return width * height * bytesAPixel(metadata);
  const sampleBytes = depth === 'uchar' ? 1 : depth === 'ushort' ? 2 : 4;
  return inRows.has(format) ? 0 : width * height * channels * sampleBytes;
}

/**
 * Why a picture whose rows come only after the whole file was read (progressive, interlaced) is too large; null when it
 * is not. Shrinking while loading does not help there.
 */
export function heldWholeProblem(metadata: HeaderFacts): string | null {
  const { isProgressive, width, height } = metadata;
  const held = isProgressive ? width * height * bytesAPixel(metadata) : 0;
  const limit = (mostHeldBytes / 1e9).toFixed(1);
  return held > mostHeldBytes ? `it needs more than ${limit} GB of memory` : null;
}

const sharpFailOn = { strict: 'warning', lenient: 'error' } as const satisfies Record<
  FailOn,
  string
>;
/** More channels than any picture has: CMYK with alpha and a spare. */
const maxChannels = 8;

interface Source {
  readonly bytes: Buffer;
  readonly format: SourceFormat;
  /** Which directory of a TIFF, from 0. */
  readonly directory: number;
  /** Its profile says nothing but sRGB. */
  readonly isSrgb?: boolean;
  /** A profile that is not in the bytes. */
  readonly standIn?: StandIn | null;
}
type Read = Result<{ readonly metadata: HeaderFacts; readonly failOn: FailOn }, Refusal>;

function options({ directory, isSrgb = false }: Source, failOn: FailOn): SharpOptions {
  return {
    failOn: sharpFailOn[failOn],
    // Checked on the header, where the failure can say how large the picture is.
    limitInputPixels: false,
    limitInputChannels: maxChannels,
    ...(directory > 0 && { page: directory }),
    ...(isSrgb && { ignoreIcc: true }),
  };
}

function refusal({ bytes, format }: Source, error: unknown): ReturnType<typeof refuse> {
  const refused = decodingFailure(error, formats[format].noun);
  const unread = format === 'jpeg' ? unreadJpeg(bytes) : null;
  if (unread !== null) return refuse('decoder-missing', unread, refused.problem.log);
  const isCut = refused.problem.failure.code === 'image-corrupt' && endsEarly(bytes, format);
  return isCut ? refuse('image-truncated', null, refused.problem.log) : refused;
}

async function readHeader(source: Source): Promise<Read> {
  const plain = source.format === 'jpeg' ? readPlainJpeg(source.bytes) : null;
  if (plain) return ok({ metadata: plain, failOn: 'strict' });
  try {
    return ok({
      metadata: await sharp(source.bytes, options(source, 'strict')).metadata(),
      failOn: 'strict',
    });
  } catch {
    // The second error tells more: the first may be about a warning only.
  }
  try {
    const metadata = await sharp(source.bytes, options(source, 'lenient')).metadata();
    return ok({ metadata, failOn: 'lenient' });
  } catch (error) {
    return refusal(source, error);
  }
}

/**
 * 16-bit colour is worked on in Display P3 when it has a profile (sharp 0.35, pipeline.cc), and left so. Grey of floating
 * point runs from 0 to 1 in files, and libvips takes it for 0 to 255. Everything else is in sRGB already.
 */
function toSrgb(pipeline: Sharp, { depth, space, hasProfile }: HeaderFacts): Sharp {
  if (depth === 'float' && space === 'b-w') return pipeline.linear(255, 0);
  const isWide = depth === 'ushort' && hasProfile;
  return isWide ? pipeline.withIccProfile('srgb', { attach: false }) : pipeline;
}

/** From here on sharp lets libjpeg decode at an eighth, with and without its `fastShrinkOnLoad`. */
const eighthFrom = 16;

/** `isConverted`: their profile is not for libvips. */
type BytesOf = (wanted: PixelSize, isConverted?: boolean) => Buffer;

/** The bytes that make a picture of some size: all of them but for a small one of a progressive JPEG. */
function bytesFor({ bytes, format, standIn }: Source, metadata: HeaderFacts): BytesOf {
  const { width, height } = metadata.autoOrient;
  const tagged = standIn ? once(standIn.tagged) : () => bytes;
  const whole = (isConverted: boolean) => (isConverted ? bytes : tagged());
  if (format !== 'jpeg' || !metadata.isProgressive)
    return (_, isConverted = false) => whole(isConverted);
  const parts = new Map<Buffer, Buffer>();
  return (wanted, isConverted = false) => {
    const all = whole(isConverted);
    const shrink = Math.min(width / wanted.width, height / wanted.height);
    if (shrink < eighthFrom) return all;
    const part = parts.get(all) ?? scansForEighth(all) ?? all;
    parts.set(all, part);
    return part;
  };
}

/** As libvips calls them. */
const profiles = { srgb: 'srgb', 'display-p3': 'p3' } as const;
/** By the names of libvips for what can be converted late: 8 bits of colour, 16 of colour or grey, and 8 of grey with alpha. */
const lateSpaces = {
  srgb: { samples: 'RGB ', depth: 'uchar', wide: null },
  rgb16: { samples: 'RGB ', depth: 'ushort', wide: 'rgb16' },
  grey16: { samples: 'GRAY', depth: 'ushort', wide: 'grey16' },
  'b-w': { samples: 'GRAY', depth: 'uchar', wide: 'grey16' },
} as const;
const hasLateSpace = (space: string | undefined): space is keyof typeof lateSpaces =>
  space !== undefined && Object.hasOwn(lateSpaces, space);

const loadMixing = onceLoaded(() => import('../colour/mixing.ts'));
const loadConversion = onceLoaded(() => import('../colour/conversion.ts'));
const loadMeansSrgb = onceLoaded(() => import('../colour/means-srgb.ts'));
const loadStraightAvif = onceLoaded(() => import('./straight-avif.ts'));

/** Only for what has a profile, so that nothing else pays for looking. */
async function lateColoursOf(
  source: Source,
  { icc, depth, space, hasAlpha }: HeaderFacts,
  bytesOf: BytesOf,
): Promise<LateColours | null> {
  if (!icc || !hasLateSpace(space) || depth !== lateSpaces[space].depth) return null;
  const isNarrowGrey = space === 'b-w';
  if (isNarrowGrey && !hasAlpha) return null;
  const { samples, wide } = lateSpaces[space];
  const { mixingOf } = await loadMixing();
  const times = mixingOf(icc, samples);
  if (!times) return null;
  const { conversionOf } = await loadConversion();
  const convert = samples === 'RGB ' ? conversionOf(icc) : null;
  return {
    times,
    wide,
    convert,
    pipeline(wanted, failOn, into) {
      const inputs = { ...options(source, failOn), ignoreIcc: true };
      const asStored = sharp(bytesOf(wanted, convert !== null), inputs).autoOrient();
      if (convert) return asStored;
      // sharp converts by the profile in the picture where it is told to write one, which comes last.
      const pipeline = asStored.withIccProfile(profiles[into], { attach: false });
      return isNarrowGrey ? pipeline.pipelineColourspace('grey16') : pipeline;
    },
  };
}

/** Without a profile that changes nothing. */
async function withoutSrgb(source: Source, metadata: HeaderFacts): Promise<[Source, HeaderFacts]> {
  const { icc, ...plain } = metadata;
  const isColour = metadata.space === 'srgb' || metadata.space === 'rgb16';
  const { meansSrgb } = await loadMeansSrgb();
  if (!icc || !isColour || !meansSrgb(icc)) return [source, metadata];
  return [
    { ...source, isSrgb: true, standIn: null },
    { ...plain, hasProfile: false },
  ];
}

async function picture(found: Source, read: HeaderFacts, failOn: FailOn): Promise<Picture> {
  const [source, metadata] = read.icc ? await withoutSrgb(found, read) : [found, read];
  const { format } = source;
  const { width, height } = metadata.autoOrient;
  const { hasAlpha, pages = 1 } = metadata;
  const bytesOf = bytesFor(source, metadata);
  const lateColours = metadata.icc ? await lateColoursOf(source, metadata, bytesOf) : null;
  const hasProfile = metadata.icc !== undefined;
  const isWide = lateColours?.wide === 'rgb16';
  const colours = { ...(hasProfile && { hasProfile }), ...(isWide && { isWide }) };
  const header = { format, width, height, hasAlpha, pages, ...colours };
  return {
    ...(lateColours && { lateColours }),
    header,
    failOn,
    heldBytes: heldBytes(metadata, format),
    // Shrink-on-load is sharp's own: its resize looks at the size asked for.
    pipeline: (wanted, failOn) =>
      toSrgb(sharp(bytesOf(wanted), options(source, failOn)).autoOrient(), metadata),
    frames: (failOn) =>
      toSrgb(sharp(bytesOf(header), { ...options(source, failOn), animated: true }), metadata),
    refuse: (error) => refusal(source, error),
  };
}

const brandAt = 8;
const isFilm = (bytes: Buffer) => bytes.toString('latin1', brandAt, brandAt + 4) === 'avis';

function hasStillPicture(bytes: Buffer): boolean {
  const boxes = boxesIn(new ByteReader(bytes, 'big'), 0, bytes.length);
  return [...boxes].some(({ type }) => type === 'meta');
}

/** An animated AVIF may hold a still picture too, but libvips goes by the name of the kind. */
function calledStill(bytes: Buffer, format: SourceFormat): Buffer {
  if (format !== 'avif' || !isFilm(bytes)) return bytes;
  const copy = Buffer.from(bytes);
  copy.write('avif', brandAt, 'latin1');
  return copy;
}

/** In the few thousand bytes before the coded pixels. */
const mostBoxBytes = 65_536;
const mayBePremultiplied = (bytes: Buffer) => bytes.subarray(0, mostBoxBytes).includes('prem');
/** Nobody asked for room for its pixels. */
const mostStraightened = 32_000_000;

/** libvips (8.18) takes colours that are multiplied with their opacity for straight ones. */
async function openMultiplied(
  source: Source,
  metadata: HeaderFacts,
  failOn: FailOn,
): Promise<Result<Picture, Refusal>> {
  const { isPremultiplied, straightened } = await loadStraightAvif();
  const asStored = await picture(source, metadata, failOn);
  if (!isPremultiplied(source.bytes)) return ok(asStored);
  const { width, height } = asStored.header;
  if (width * height > mostStraightened) return ok({ ...asStored, notes: ['doubtful'] });
  try {
    const bytes = await straightened(source.bytes, metadata, options(source, failOn));
    const straight = { bytes, format: source.format, directory: 0 };
    const read = await readHeader(straight);
    return read.ok ? ok(await picture(straight, read.value.metadata, failOn)) : read;
  } catch (error) {
    return refusal(source, error);
  }
}

/** What sharp shows of one directory of a TIFF, counted from 0; other formats have none but the first. */
export const directoryDecoder = (directory: number): Decoder => ({
  async open(bytes, format) {
    const still = calledStill(bytes, format);
    const source = { ...(await profiled(still)), format, directory };
    const { standIn } = source;
    const read = await readHeader(source);
    if (!read.ok && format === 'avif' && isFilm(bytes) && !hasStillPicture(bytes))
      return refuse('format-unsupported', 'an animated AVIF without a still picture');
    if (!read.ok) return read;
    const { failOn } = read.value;
    const metadata = standIn
      ? { ...read.value.metadata, icc: standIn.icc, hasProfile: true }
      : read.value.metadata;
    const isOtherHeif = format === 'avif' && metadata.compression !== 'av1';
    if (isOtherHeif) return refuse('format-unsupported', 'a HEIC photo');
    const tooMuch = heldWholeProblem(metadata);
    if (tooMuch !== null) return refuse('image-too-large', tooMuch);
    if (format === 'avif' && metadata.hasAlpha && mayBePremultiplied(source.bytes))
      return openMultiplied(source, metadata, failOn);
    const opened = await picture(source, metadata, failOn);
    const isMoving = format === 'png' && isMovingPng(bytes);
    return ok(isMoving ? { ...opened, notes: ['first-frame-only'] } : opened);
  },
});

export const sharpDecoder = directoryDecoder(0);
