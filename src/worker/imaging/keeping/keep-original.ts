import type { Buffer } from 'node:buffer';
import sharp, { type Metadata } from 'sharp';
import type { SourceFormat } from '../../../shared/formats/formats.ts';
import { withProfile } from '../../decoding/colour/with-profile.ts';
import type { Header, PixelSize } from '../../decoding/decoder.ts';
import type { OutputPlan } from '../output-plan.ts';
import { isSrgb } from './is-srgb.ts';
import { strippedJpeg } from './jpeg-segments.ts';
import { strippedPng } from './png-chunks.ts';
import { strippedWebp } from './webp-chunks.ts';

type Strip = (bytes: Buffer) => Buffer | null;

const strippers: Readonly<Partial<Record<SourceFormat, Strip>>> = {
  jpeg: strippedJpeg,
  png: strippedPng,
  webp: strippedWebp,
};

export interface OriginalFile {
  readonly bytes: Buffer;
  readonly header: Header;
}

const isSameSize = (one: PixelSize, other: PixelSize) =>
  one.width === other.width && one.height === other.height;

/** The output is the whole picture, pixel for pixel, in its own format. */
function isAsAsked({ recipe, layout, planned, colours }: OutputPlan, header: Header): boolean {
  if (colours !== 'srgb') return false;
  const isWhole = isSameSize(layout.scaled, header) && isSameSize(layout.size, header);
  const isFlattened = header.hasAlpha && recipe.background !== null;
  const isRounded = recipe.rounded !== null;
  const isChanged = recipe.progressive || recipe.palette !== null || isFlattened || isRounded;
  return planned.format === header.format && header.pages === 1 && isWhole && !isChanged;
}

/** Upright, and 8 bits of sRGB or its grey. */
async function isPlain(metadata: Metadata): Promise<boolean> {
  const { orientation = 1, depth, space, icc } = metadata;
  if (orientation !== 1 || depth !== 'uchar') return false;
  if (space !== 'srgb') return space === 'b-w' && !icc;
  return !icc || isSrgb(icc);
}

/** Nothing is left of what the file said of itself. */
const isStripped = ({ icc, exif, xmp, iptc }: Metadata): boolean => !icc && !exif && !xmp && !iptc;

/**
 * The source itself as an output: its coded pixels untouched, without any metadata. Null when that is not what was asked
 * for, when taking blocks out is not enough, or when anything in the file is odd. The source must have been decoded
 * without a warning before.
 */
export async function keepOriginal(
  plan: OutputPlan,
  { bytes, header }: OriginalFile,
): Promise<Buffer | null> {
  const strip = strippers[header.format];
  if (!strip || !isAsAsked(plan, header)) return null;
  try {
    const before = await sharp(await withProfile(bytes), { limitInputPixels: false }).metadata();
    const copy = (await isPlain(before)) ? strip(bytes) : null;
    if (!copy) return null;
    const after = await sharp(copy, { limitInputPixels: false }).metadata();
    return isStripped(after) ? copy : null;
  } catch {
    // A file that is odd is encoded anew.
    return null;
  }
}
