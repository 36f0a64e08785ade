import type { Buffer } from 'node:buffer';
import type { Sharp } from 'sharp';
import { ok, type Result } from '../../shared/result.ts';
import { hasQuality, isIconFormat } from '../../shared/formats/formats.ts';
import { onceLoaded } from '../../shared/once.ts';
import type { OutputRecipe } from '../../shared/task/recipe.ts';
import { bytesWords } from '../../shared/words/numbers.ts';
import type { PlannedOutput, WrittenOutput } from '../../shared/worker/messages.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import { bandsOf } from './bands.ts';
import { askedEncoding, byteSteps, smallerPlans } from './byte-steps.ts';
import { type EncodedFormat, type Encoding, waysToEncode } from './encode.ts';
import { fitBytes } from './first-fitting.ts';
import { renderIcon } from './icon/render-icon.ts';
import type { Describe } from '../metadata/describe.ts';
import type { OutputPlan } from './output-plan.ts';
import { asksForLook } from './same-look/asks-for-look.ts';
import { drawSoftly, type Open } from './soft-alpha.ts';
import type { DrawingTools } from './steps.ts';

const loadFewColours = onceLoaded(() => import('./few-colours.ts'));
const loadEncodeAlike = onceLoaded(() => import('./same-look/encode-alike.ts'));
const loadDisplayP3 = onceLoaded(() => import('./say-display-p3.ts'));

/** One encoded file. `made` is smaller than was planned only where the recipe allows that; `left` is what its look or a limit of bytes left. */
export interface RenderedFile {
  readonly file: Buffer;
  readonly made: PlannedOutput;
  readonly left: Pick<WrittenOutput, 'quality' | 'colours'>;
  /** The source's own pixels, copied. */
  readonly isOriginal?: true;
}

/** What holds for all outputs of a source. */
export interface RenderTools extends DrawingTools {
  readonly describe: Describe;
  /** Desktops want their thumbnails in full colour. */
  readonly isForDesktop: boolean;
}

interface Asked {
  readonly plan: OutputPlan;
  readonly tools: RenderTools;
  readonly format: EncodedFormat;
}
interface Limited extends Asked {
  readonly maxBytes: number;
}

/** Draws an output, ready to be encoded. */
type Scale = (plan: OutputPlan) => Promise<Sharp>;

/** Why a file that is larger than `maxBytes` is not written. */
export function tooLarge(maxBytes: number): ReturnType<typeof refuse> {
  return refuse('larger-than-allowed', bytesWords(maxBytes));
}

/** The file of what was scaled, as small as its pixels allow. */
async function encodeSmall(
  scaled: Sharp,
  encoding: Encoding,
  { recipe, tools }: { readonly recipe: OutputRecipe; readonly tools: RenderTools },
): Promise<Buffer> {
  let smallest: Buffer | null = null;
  for (const way of waysToEncode(encoding, recipe)) {
    const file = await way(scaled).toBuffer();
    if (smallest === null || file.length < smallest.length) smallest = file;
  }
  if (smallest === null) throw new Error('There is a way to encode everything.');
  if (encoding.format !== 'png' || encoding.palette !== null || tools.isForDesktop) return smallest;
  const { withFewColours } = await loadFewColours();
  return withFewColours(smallest);
}

/** With a limit of bytes: the same size first, then, where the recipe allows it, the largest size that fits. */
async function renderWithin(
  { plan, tools, format, maxBytes }: Limited,
  scale: Scale,
): Promise<RenderedFile | null> {
  const { recipe } = plan;
  const steps = byteSteps(format, recipe);
  const encodeAs = async (one: OutputPlan, step: Encoding) =>
    tools.describe(
      await encodeSmall(await scale(one), step, { recipe, tools }),
      one.planned,
      one.colours,
    );
  const fit = async (one: OutputPlan): Promise<RenderedFile | null> => {
    const fitted = await fitBytes(steps, (step) => encodeAs(one, step), maxBytes);
    if (!fitted) return null;
    const { quality, palette } = fitted.step;
    const isReduced = fitted.step !== steps[0] && palette !== null;
    const left = hasQuality(format, recipe) ? { quality } : isReduced ? { colours: palette } : {};
    return { file: fitted.made, made: one.planned, left };
  };
  const atFullSize = await fit(plan);
  const last = steps.at(-1);
  if (atFullSize || !recipe.mayShrink || !last) return atFullSize;
  const encodeLast = (one: OutputPlan) => encodeAs(one, last);
  const smaller = await fitBytes(smallerPlans(plan), encodeLast, maxBytes);
  return smaller && fit(smaller.step);
}

/** At the quality that the recipe says, or a lower one where that is not within its limit of bytes. */
async function renderAt(
  { plan, tools, format }: Asked,
  scale: Scale,
): Promise<Result<RenderedFile, Refusal>> {
  const { recipe, planned, sampledShare } = plan;
  const { maxBytes } = recipe;
  if (maxBytes !== null) {
    const fitted = await renderWithin({ plan, format, maxBytes, tools }, scale);
    return fitted ? ok(fitted) : tooLarge(maxBytes);
  }
  const whole = await scale(plan);
  const scaled = sampledShare === undefined ? whole : await bandsOf(whole, sampledShare);
  const encoded = await encodeSmall(scaled, askedEncoding(format, recipe), { recipe, tools });
  // What is only a part of the picture says nothing.
  const file =
    sampledShare === undefined ? tools.describe(encoded, planned, plan.colours) : encoded;
  return ok({ file, made: planned, left: {} });
}

/** At the lowest quality at which the picture looks the same; a limit of bytes goes before that. */
async function renderAlike(
  { plan, tools, format }: Asked,
  { open, finish }: { readonly open: Open; readonly finish: (drawn: Sharp) => Promise<Sharp> },
): Promise<Result<RenderedFile, Refusal>> {
  const { encodeAlike } = await loadEncodeAlike();
  const draw = (one: OutputPlan) => drawSoftly(one, open, tools);
  const { quality, file } = await encodeAlike(plan, await draw(plan), { format, finish });
  const left = { quality };
  const { planned, colours, recipe } = plan;
  const made = file && tools.describe(file, planned, colours);
  if (made && made.length <= (recipe.maxBytes ?? Infinity))
    return ok({ file: made, made: planned, left });
  const chosen = { ...plan, recipe: { ...recipe, quality } };
  const scale = async (one: OutputPlan) => finish(await draw(one));
  const rendered = await renderAt({ plan: chosen, tools, format }, scale);
  return rendered.ok
    ? ok({ ...rendered.value, left: { ...left, ...rendered.value.left } })
    : rendered;
}

/**
 * Draws and encodes. A limit of bytes costs several encodings; one that cannot be kept is the output's failure.
 * `open` starts a new pipeline each time, since sharp's `clone` copies every byte of the source.
 */
export async function renderOutput(
  plan: OutputPlan,
  open: Open,
  tools: RenderTools,
): Promise<Result<RenderedFile, Refusal>> {
  const { recipe, planned } = plan;
  const { format } = planned;
  if (isIconFormat(format)) {
    const file = await renderIcon(format, plan, { open, tools });
    const { maxBytes } = recipe;
    if (maxBytes !== null && file.length > maxBytes) return tooLarge(maxBytes);
    return ok({ file, made: planned, left: {} });
  }
  const finish = async (drawn: Sharp) => {
    if (plan.colours === 'srgb') return drawn;
    const { withDisplayP3Profile } = await loadDisplayP3();
    return withDisplayP3Profile(drawn);
  };
  const asked = { plan, tools, format };
  if (asksForLook(plan)) return renderAlike(asked, { open, finish });
  return renderAt(asked, async (one) => finish(await drawSoftly(one, open, tools)));
}
