import { z } from 'zod';
import { mustBe } from '../words/misfit-words.ts';
import { ninePoints } from './nine-points.ts';

/** What a picture that is drawn on others may have: it lies in the recipe itself. */
export const largestMarkBytes = 1_000_000;
/** Base64 has four characters for three bytes. */
const longestData = Math.ceil(largestMarkBytes / 3) * 4;

/** What the font has that the worker brings; a test of it reads each of them. */
export const drawableText =
  /^[ -~\u00a0-\u024f\u0384-\u038a\u038c\u038e-\u03a1\u03a3-\u03e1\u0400-\u0482\u048a-\u052f\u1e00-\u1eff\u2013\u2014\u2018-\u201a\u201c-\u201e\u2020\u2022\u2026\u2032\u2033\u2039\u203a\u20a0-\u20c0\u2116\u2122\u2212]*$/u;

/** In percent: the width of that of the result (less where it would not fit), the margin of the result's shorter edge. */
const placement = {
  position: z.enum(ninePoints).default('right bottom'),
  size: z.number().min(1).max(100).default(25),
  opacity: z.number().min(1).max(100).default(60),
  margin: z.number().min(0).max(40).default(3),
};

const textMark = () =>
  z.object({
    kind: z.literal('text'),
    text: z.string().trim().normalize().min(1).max(100).regex(drawableText).meta(mustBe('line')),
    ...placement,
  });

const pictureMark = () =>
  z.object({
    kind: z.literal('picture'),
    data: z
      .string()
      .min(4)
      .max(longestData)
      .regex(/^[a-z\d+/]+={0,2}$/i)
      .meta(mustBe('picture')),
    ...placement,
  });

const storedMark = () =>
  z.object({ kind: z.literal('stored'), hash: z.string().regex(/^[\da-f]{64}$/), ...placement });

/** A line of text, or a picture as the bytes of its file in base64, so that nothing but the recipe is read. */
export const Watermark = z.lazy(() =>
  z.discriminatedUnion('kind', [textMark(), pictureMark()]).readonly(),
);
export type Watermark = z.infer<typeof Watermark>;

/**
 * The same as a batch has it: its picture is stored once, however many batches have it, and is named by a hash wherever
 * the batch is told of.
 */
export const BatchWatermark = z.lazy(() =>
  z.discriminatedUnion('kind', [textMark(), pictureMark(), storedMark()]).readonly(),
);
export type BatchWatermark = z.infer<typeof BatchWatermark>;
