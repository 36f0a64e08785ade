import { ok, type Result } from '../../shared/result.ts';
import { formats, isIconFormat } from '../../shared/formats/formats.ts';
import type { Picture } from '../decoding/decoder.ts';
import type { Refusal } from '../../shared/worker/refusal.ts';
import { bandRows } from './bands.ts';
import type { OutputPlan } from './output-plan.ts';
import { renderOutputs, type RenderOptions } from './render-outputs.ts';

/** A limit of bytes would only cost further encodings. */
function sampleOf(plan: OutputPlan): OutputPlan {
  const { width, height, format } = plan.planned;
  const recipe = { ...plan.recipe, maxBytes: null };
  const share = formats[format].writes.samplePixels / (width * height);
  const isWhole = share >= 1 || plan.isMoving || isIconFormat(format);
  return isWhole ? { ...plan, recipe } : { ...plan, recipe, sampledShare: share };
}

/** How much of the file was encoded. */
function shareOf({ planned, sampledShare }: OutputPlan): number {
  if (sampledShare === undefined) return 1;
  return bandRows(planned.height, sampledShare).length / planned.height;
}

/** What every file has is there once, however much of the picture follows. */
function wholeBytes(sampleBytes: number, sample: OutputPlan): number {
  const share = shareOf(sample);
  if (share === 1) return sampleBytes;
  const once = Math.min(sampleBytes, formats[sample.planned.format].writes.leastBytes);
  return Math.round(once + (sampleBytes - once) / share);
}

/** How many bytes each output would have, by encoding it in memory; null where that does not work. */
export async function sampleOutputs(
  picture: Picture,
  plans: readonly OutputPlan[],
  options: RenderOptions,
): Promise<Result<readonly (number | null)[], Refusal>> {
  const samples = plans.map(sampleOf);
  const rendered = await renderOutputs(picture, samples, options);
  if (!rendered.ok) return rendered;
  return ok(
    samples.map((sample, at) => {
      const file = rendered.value.files[at];
      return file?.ok ? wholeBytes(file.value.file.length, sample) : null;
    }),
  );
}
