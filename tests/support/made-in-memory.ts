import type { z } from 'zod';
import type { OutputRecipe, Work } from '../../src/shared/task/recipe.ts';
import { defaultReadLimits } from '../../src/shared/worker/messages.ts';
import { openPicture } from '../../src/worker/decoding/open-picture.ts';
import { planOutput } from '../../src/worker/imaging/plan-output.ts';
import { edgeFor, prepare } from '../../src/worker/imaging/steps.ts';
import { makeOutputs } from '../../src/worker/writing/make-outputs.ts';
import { workFor } from './work.ts';

/** What a worker makes of the bytes of a picture, in this process. */
export async function madeInMemory(
  source: Buffer,
  more: Partial<Work>,
  outputs: readonly z.input<typeof OutputRecipe>[] = [{ percent: 100, format: 'png' }],
): Promise<readonly Buffer[]> {
  const work = workFor(outputs, { keepsOriginal: false, ...more });
  const request = { ...defaultReadLimits, shrinkOnLoadSize: edgeFor(work), page: 1 };
  const opened = await openPicture(source, request);
  if (!opened.ok) throw new Error('It does not open.');
  const prepared = await prepare(opened.value, work);
  if (!prepared.ok) throw new Error('It cannot be turned.');
  const { picture, focusWithin } = prepared.value;
  const orders = work.outputs.map((output) => {
    const focalPoint = output.focalPoint && focusWithin(output.focalPoint);
    const plan = planOutput({ ...output, focalPoint }, picture.header);
    return { ...plan, isWanted: true };
  });
  const render = { work, source, keepsSource: false };
  const result = await makeOutputs(picture, orders, { render, desktopText: null });
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.value.files.map((file) => file ?? Buffer.alloc(0));
}
