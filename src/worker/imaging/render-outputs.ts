import type { Buffer } from 'node:buffer';
import { notOk, ok, type Result } from '../../shared/result.ts';
import type { ColourSpace } from '../../shared/formats/encoding.ts';
import type { Work } from '../../shared/task/recipe.ts';
import type { FailOn, Picture } from '../decoding/decoder.ts';
import type { Describe } from '../metadata/describe.ts';
import { keepOriginal } from './keeping/keep-original.ts';
import { loadDescribe } from './load-describe.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import type { OutputPlan } from './output-plan.ts';
import type { Open } from './soft-alpha.ts';
import { type RenderedFile, renderOutput } from './render-output.ts';
import { decodeFor } from './shared-decode.ts';

/** In the order of the plans: a file, or why this one could not be made. */
export interface Rendered {
  readonly files: readonly Result<RenderedFile, Refusal>[];
  readonly isDamaged: boolean;
}

/** What holds for all outputs. */
export interface RenderOptions {
  readonly work: Work;
  /** The bytes that the picture was read from. */
  readonly source: Buffer;
  /** Whether they may stand for a file that would be larger. */
  readonly keepsSource: boolean;
  /** Left out, they are not. */
  readonly isForDesktop?: boolean;
}

interface Order {
  readonly describe: Describe;
  readonly picture: Picture;
  readonly plans: readonly OutputPlan[];
  readonly options: RenderOptions;
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/** Frames come from the file itself: one decode cannot serve both them and a still picture, nor two colour spaces. */
async function stillPixels(
  { picture, plans }: Order,
  failOn: FailOn,
): Promise<Readonly<Record<ColourSpace, Open>>> {
  const pixelsIn = async (colours: ColourSpace) => {
    const still = plans.filter((plan) => !plan.isMoving && plan.colours === colours);
    if (still.length > 0) return decodeFor(still, picture, { failOn, colours });
    return () => picture.pipeline(picture.header, failOn);
  };
  return { srgb: await pixelsIn('srgb'), 'display-p3': await pixelsIn('display-p3') };
}

/** The source instead of a file that is larger than it or than allowed, where that is as good. */
async function originalInstead(
  plan: OutputPlan,
  rendered: Result<RenderedFile, Refusal>,
  { picture, options, describe }: Order,
): Promise<RenderedFile | null> {
  const { source, keepsSource } = options;
  const { maxBytes } = plan.recipe;
  if (!keepsSource || (rendered.ok && rendered.value.file.length <= source.length)) return null;
  const copy = await keepOriginal(plan, { bytes: source, header: picture.header });
  const file = copy && describe(copy, plan.planned);
  if (!file || file.length > (maxBytes ?? Infinity)) return null;
  return { file, made: plan.planned, left: {}, isOriginal: true };
}

async function renderAll(order: Order, failOn: FailOn): Promise<Rendered['files']> {
  const { picture, plans, options, describe } = order;
  const still = await stillPixels(order, failOn);
  const { work, isForDesktop = false } = options;
  const tools = { source: picture.header, work, describe, isForDesktop };
  const files: Result<RenderedFile, Refusal>[] = [];
  // One after the other: the worker has one thread for pixels, and less is held in memory.
  for (const plan of plans) {
    try {
      const held = still[plan.colours];
      const open = plan.isMoving ? () => picture.frames?.(failOn) ?? held() : held;
      const rendered = await renderOutput(plan, open, tools);
      const original = failOn === 'strict' ? await originalInstead(plan, rendered, order) : null;
      files.push(original ? ok(original) : rendered);
    } catch (error) {
      if (plans.length === 1) throw error;
      files.push(refuse('internal', plan.recipe.name, wordsOf(error)));
    }
  }
  return files;
}

/**
 * Faults of a single output do not call for another decode; when every output has one, something else is wrong, unless
 * that is its limit of bytes.
 */
function isWorthKeeping(files: Rendered['files']): boolean {
  return files.some((file) => file.ok || file.problem.failure.code === 'larger-than-allowed');
}

/**
 * Every output of one picture, in memory. A picture with recoverable faults is read a second time, leniently, and
 * called damaged; one that ends too early fails, since part of it would be made up.
 */
export async function renderOutputs(
  picture: Picture,
  plans: readonly OutputPlan[],
  options: RenderOptions,
): Promise<Result<Rendered, Refusal>> {
  const { source, work } = options;
  const describe = await loadDescribe(source, picture.header.format, work);
  const order = { picture, plans, options, describe };
  if (picture.failOn === 'strict') {
    try {
      const files = await renderAll(order, 'strict');
      if (isWorthKeeping(files)) return ok({ files, isDamaged: false });
    } catch {
      // What the lenient attempt says is about the fault that really stands in the way.
    }
  }
  try {
    const files = await renderAll(order, 'lenient');
    const first = files.find((file) => !file.ok);
    if (!isWorthKeeping(files) && first) return notOk(first.problem);
    return ok({ files, isDamaged: true });
  } catch (error) {
    return picture.refuse(error);
  }
}
