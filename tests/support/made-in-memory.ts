import type { z } from 'zod';
import type { OutputRecipe, Work } from '../../src/shared/task/recipe.ts';
import { defaultReadLimits } from '../../src/shared/worker/messages.ts';
import { openPicture } from '../../src/worker/decoding/open-picture.ts';
import { planOutput } from '../../src/worker/imaging/plan-output.ts';
import { edgeFor, prepare } from '../../src/worker/imaging/steps.ts';
import { type Made, makeOutputs } from '../../src/worker/writing/make-outputs.ts';
import { workFor } from './work.ts';

type Outputs = readonly z.input<typeof OutputRecipe>[];
const whole: Outputs = [{ percent: 100, format: 'png' }];

async function make(source: Buffer, more: Partial<Work>, outputs: Outputs): Promise<Made> {
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
  return result.value;
}

/** The files that a worker makes of the bytes of a picture, in this process. */
export async function madeInMemory(
  source: Buffer,
  more: Partial<Work>,
  outputs = whole,
): Promise<readonly Buffer[]> {
  const { files } = await make(source, more, outputs);
  return files.map((file) => file ?? Buffer.alloc(0));
}

/** What it says of them. */
export async function saidInMemory(
  source: Buffer,
  more: Partial<Work>,
  outputs = whole,
): Promise<Made['outputs']> {
  return (await make(source, more, outputs)).outputs;
}
