import type { Sharp } from 'sharp';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { OutputRecipe, Work } from '../../shared/task/recipe.ts';
import { isTurned } from '../../shared/task/turning.ts';
import { ok, type Result } from '../../shared/result.ts';
import { onceLoaded } from '../../shared/once.ts';
import type { Header, Picture } from '../decoding/decoder.ts';
import { openPicture } from '../decoding/open-picture.ts';
import type { Refusal, refuse } from '../../shared/worker/refusal.ts';
import { byteSteps } from './byte-steps.ts';
import { loadDescribe } from './load-describe.ts';
import { cutRegion } from './cut-region.ts';
import { encode } from './encode.ts';
import { keepOriginal } from './keeping/keep-original.ts';
import { loadPlaceholder } from './placeholder/load-placeholder.ts';
import { planOutput } from './plan-output.ts';
import type { OutputPlan } from './output-plan.ts';
import { afterBoth, type Prepared, wholeOf } from './prepared.ts';
import { prepareGround, resize } from './resize.ts';
import { asksForLook } from './same-look/asks-for-look.ts';
import { sharpen } from './sharpen.ts';
import { shrinkOnLoadSize } from './shrink-on-load.ts';
import { trimPicture } from './trim/trim-picture.ts';
import { turnPicture } from './turn/turn-picture.ts';
import { checkWatermark, drawWatermark } from './watermark/draw-watermark.ts';

type Refused = ReturnType<typeof refuse>;

/** What holds for all outputs of a source. */
export interface DrawingTools {
  readonly source: Header;
  readonly work: Work;
}

/** Changes the pixels of one output. */
interface Drawing {
  readonly draw: (pipeline: Sharp, plan: OutputPlan, tools: DrawingTools) => Sharp | Promise<Sharp>;
  readonly isForIcons: boolean;
  /** Whether a copy of the source can never stand for its result. */
  readonly alters?: (work: Work) => boolean;
  /** Why it cannot be drawn on any picture; null where it can. */
  readonly check?: (work: Work) => Promise<Refused | null>;
}
/**
 * Changes the source that all outputs are made of, and may decode it. It gets every pixel, unless `takesReduced` says that a picture that was
 * reduced while it was decoded does as well.
 */
interface Preparation {
  readonly isAskedFor: (work: Work) => boolean;
  readonly takesReduced?: true;
  readonly prepare: (picture: Picture, work: Work) => Promise<Result<Prepared, Refusal>>;
}
/** `by` is what does the work of any other step. */
type Step = Preparation | Drawing | { readonly by: (...tools: never[]) => unknown };

const loadRoundCorners = onceLoaded(() => import('./rounded/round-corners.ts'));

/** What a worker does, from a source to its files, in this order. */
const steps = {
  open: { by: openPicture },
  trim: { isAskedFor: ({ trim }) => trim !== null, prepare: trimPicture },
  turn: { isAskedFor: isTurned, takesReduced: true, prepare: turnPicture },
  cut: { isAskedFor: ({ region }) => region !== undefined, prepare: cutRegion },
  plan: { by: planOutput },
  resize: {
    draw: async (pipeline, plan, { source }) =>
      resize(await prepareGround(pipeline, plan), plan, source),
    isForIcons: true,
  },
  sharpen: {
    draw: (pipeline, plan, { source }) => sharpen(pipeline, plan, source),
    isForIcons: true,
  },
  watermark: {
    draw: (pipeline, plan, { source, work: { watermark } }) =>
      drawWatermark(pipeline, plan, { source, watermark }),
    isForIcons: false,
    alters: ({ watermark }) => watermark !== null,
    check: ({ watermark }) => checkWatermark(watermark),
  },
  round: {
    draw: async (pipeline, plan, { work: { watermark } }) => {
      if (plan.recipe.rounded === null) return pipeline;
      const { roundCorners } = await loadRoundCorners();
      return roundCorners(pipeline, plan, watermark);
    },
    isForIcons: true,
  },
  encode: { by: encode },
  describe: { by: loadDescribe },
  matchLook: { by: asksForLook },
  placeholder: { by: loadPlaceholder },
  limitBytes: { by: byteSteps },
  keepOriginal: { by: keepOriginal },
} satisfies Readonly<Record<string, Step>>;

/** Which step answers a field of a recipe. The name of an output is the engine's; any other field must be here. */
export const answeredBy = {
  page: 'open',
  trim: 'trim',
  turn: 'turn',
  flip: 'turn',
  placeholders: 'placeholder',
  region: 'cut',
  watermark: 'watermark',
  outputs: 'plan',
  width: 'plan',
  height: 'plan',
  longEdge: 'plan',
  percent: 'plan',
  fit: 'plan',
  withoutEnlargement: 'plan',
  format: 'plan',
  animation: 'plan',
  colourSpace: 'plan',
  position: 'resize',
  focalPoint: 'resize',
  background: 'resize',
  rounded: 'round',
  sharpen: 'sharpen',
  metadata: 'describe',
  keepsGps: 'describe',
  quality: 'encode',
  looksSame: 'matchLook',
  progressive: 'encode',
  chroma: 'encode',
  lossless: 'encode',
  effort: 'encode',
  palette: 'encode',
  maxBytes: 'limitBytes',
  mayShrink: 'limitBytes',
  keepsOriginal: 'keepOriginal',
} as const satisfies Readonly<
  Record<keyof Work | Exclude<keyof OutputRecipe, 'name'>, keyof typeof steps>
>;

const preparations: readonly Preparation[] = Object.values<Step>(steps).flatMap((step) =>
  'prepare' in step ? [step] : [],
);

/** Whether the source itself may stand for a result. */
export function keepsPixels(work: Work): boolean {
  return !drawings.some(({ alters }) => alters?.(work));
}

/** Finds out before anything is decoded what the recipe itself would make fail. */
export async function checkWork(work: Work): Promise<Refused | null> {
  for (const { check } of drawings) {
    const refused = await check?.(work);
    if (refused) return refused;
  }
  return null;
}

/** The size to which a source may be reduced while it is decoded; null wants every pixel. */
export function edgeFor(work: Work): number | null {
  const isPrepared = preparations.some(
    ({ isAskedFor, takesReduced }) => !takesReduced && isAskedFor(work),
  );
  return isPrepared ? null : shrinkOnLoadSize(work.outputs);
}

/** The source as the outputs are made of it, and the outputs with their points in it. */
export async function prepare(picture: Picture, work: Work): Promise<Result<Prepared, Refusal>> {
  let prepared = wholeOf(picture);
  for (const step of preparations) {
    const next = await step.prepare(prepared.picture, work);
    if (!next.ok) return next;
    prepared = afterBoth(prepared, next.value);
  }
  return ok(prepared);
}

const drawings: readonly Drawing[] = Object.values<Step>(steps).flatMap((step) =>
  'draw' in step ? [step] : [],
);

/** The pixels of one output, ready to be encoded. */
export async function draw(pipeline: Sharp, plan: OutputPlan, tools: DrawingTools): Promise<Sharp> {
  const isIcon = isIconFormat(plan.planned.format);
  let drawn = pipeline;
  for (const step of drawings) {
    if (step.isForIcons || !isIcon) drawn = await step.draw(drawn, plan, tools);
  }
  return drawn;
}
