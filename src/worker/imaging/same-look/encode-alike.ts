import type { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';
import { formats } from '../../../shared/formats/formats.ts';
import { bandsOf } from '../bands.ts';
import { encode, type EncodedFormat } from '../encode.ts';
import { firstFitting } from '../first-fitting.ts';
import type { OutputPlan } from '../output-plan.ts';
import { likenessTo } from './likeness.ts';
import type { Pixels } from './planes.ts';

/** Above it nobody sees a difference at the size that a picture has; docs/adr/0030-the-same-look.md says how it was found. */
const looksAlike = 0.955;

/**
 * Of the usual quality, and of what is above it. Further down blocks show in soft gradients, where SSIM does not see them; further up
 * nothing is seen.
 */
const [lowestShare, highestShare] = [0.8, 0.6];
/** A single one changes a file by about 1 %. */
const by = 2;

/** What one step changes in the mean: with it three encodings mostly do where halving takes four or five. */
const likenessAStep = 0.003;
const mostTries = 6;

function qualitiesOf(usual: number): readonly number[] {
  const lowest = Math.round(usual * lowestShare);
  const highest = Math.round(usual + (100 - usual) * highestShare);
  return Array.from(
    { length: Math.floor((highest - lowest) / by) + 1 },
    (_, at) => lowest + at * by,
  );
}

/** Of a larger picture only so many are compared, in bands from top to bottom. */
const comparedPixels = 400_000;

/** What was found. */
export interface Alike {
  readonly quality: number;
  /** Null where only a part of the picture was encoded. */
  readonly file: Buffer | null;
}

interface Encoder {
  readonly format: EncodedFormat;
  /** Makes of drawn pixels what is encoded. */
  readonly finish: (drawn: Sharp) => Promise<Sharp>;
}

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  return { data, width, height, channels };
}

const opening = ({ data, width, height, channels }: Pixels): Sharp => {
  if (channels !== 3 && channels !== 4) throw new Error(`pixels of ${channels} samples`);
  return sharp(data, { raw: { width, height, channels }, limitInputPixels: false });
};

/** The pixels of a file as they are, whatever they mean; with alpha where the original has it. */
function decoded(file: Buffer, { channels }: Pixels): Promise<Pixels> {
  const picture = sharp(file, { limitInputPixels: false, ignoreIcc: true }).toColourspace('srgb');
  return pixelsOf(channels === 4 ? picture.ensureAlpha() : picture.removeAlpha());
}

/**
 * The lowest quality at which an output looks like what was drawn for it, found by at most six encodings; the highest one where none
 * does.
 */
export async function encodeAlike(
  { recipe, planned, sampledShare = 1 }: OutputPlan,
  drawn: Sharp,
  { format, finish }: Encoder,
): Promise<Alike> {
  const { quality, samplePixels } = formats[format].writes;
  const usual = quality ?? 100;
  const most = Math.min(samplePixels, comparedPixels) / (planned.width * planned.height);
  const share = Math.min(sampledShare, most);
  const pixels = await pixelsOf(share < 1 ? await bandsOf(drawn, share) : drawn);
  const likeness = likenessTo(pixels);
  const makeAt = async (step: number) => {
    const encoding = { format, quality: step, palette: null };
    const file = await encode(await finish(opening(pixels)), encoding, recipe).toBuffer();
    return { file, likeness: likeness(await decoded(file, pixels)) };
  };
  const qualities = qualitiesOf(usual);
  const made = await firstFitting(qualities, makeAt, {
    startAt: qualities.findIndex((step) => step >= usual),
    fits: (one, step) => step === qualities.at(-1) || one.likeness >= looksAlike,
    stepsFrom: (one) => (looksAlike - one.likeness) / likenessAStep,
    mostTries,
  });
  if (!made) throw new Error('the highest quality always fits');
  return { quality: made.step, file: share < 1 ? null : made.made.file };
}
