import { ok, type Result } from '../../shared/result.ts';
import type { OutputFault } from '../../shared/worker/messages.ts';
import type { Picture } from '../decoding/decoder.ts';
import type { Refusal } from '../../shared/worker/refusal.ts';
import type { OutputPlan } from './output-plan.ts';
import { renderOutputs, type RenderOptions } from './render-outputs.ts';

/** Encodes every output that has a limit of bytes and names those that cannot be made. Writes nothing. */
export async function tryLimits(
  picture: Picture,
  plans: readonly OutputPlan[],
  options: RenderOptions,
): Promise<Result<readonly OutputFault[], Refusal>> {
  const limited = [...plans.entries()].filter(([, { recipe }]) => recipe.maxBytes !== null);
  if (limited.length === 0) return ok([]);
  const rendered = await renderOutputs(
    picture,
    limited.map(([, plan]) => plan),
    options,
  );
  if (!rendered.ok) return rendered;
  return ok(
    limited.flatMap(([output], at) => {
      const file = rendered.value.files[at];
      return file && !file.ok ? [{ output, ...file.problem }] : [];
    }),
  );
}
