import type { Buffer } from 'node:buffer';
import type { Sharp } from 'sharp';
import { ok, type Result } from '../../shared/result.ts';
import type { ResultNote } from '../../shared/task/failure.ts';
import type { WrittenOutput } from '../../shared/worker/messages.ts';
import type { Care, Picture } from '../decoding/decoder.ts';
import { pictureWords } from '../decoding/sharp/picture-words.ts';
import type { Refusal } from '../refusal.ts';
import { decodingFailure } from '../to-failure/from-libvips.ts';
import { removeAside, writeAside } from '../writing/write-aside.ts';
import { checkOutput } from './check-output.ts';
import { encode } from './encode.ts';
import type { OutputPlan } from './plan-output.ts';
import { resize } from './resize.ts';
import { decodeFor } from './shared-decode.ts';

/** `path` is where to write it; null leaves it out. */
export interface OutputOrder extends OutputPlan {
  readonly path: string | null;
}
type Wanted = OutputPlan & { readonly path: string };

export interface Written {
  readonly outputs: readonly (WrittenOutput | null)[];
  readonly notes: readonly ResultNote[];
}

async function render(source: () => Sharp, plan: OutputPlan): Promise<Buffer> {
  const { format } = plan.planned;
  return encode(resize(source(), plan), format, plan.recipe.quality).toBuffer();
}

/** In memory, checked; rejects with what the decoder or encoder throws. */
async function renderAll(
  picture: Picture,
  plans: readonly OutputPlan[],
  care: Care,
): Promise<Buffer[]> {
  const source = await decodeFor(plans, picture, care);
  const rendered: Buffer[] = [];
  for (const plan of plans) rendered.push(await render(source, plan));
  return rendered;
}

interface Rendered {
  readonly files: readonly Buffer[];
  readonly isDamaged: boolean;
}

/** Strictly first; a picture with recoverable faults is read once more and called damaged. A truncated one fails both. */
async function renderCarefully(
  picture: Picture,
  plans: readonly OutputPlan[],
): Promise<Result<Rendered, Refusal>> {
  if (picture.care === 'strict') {
    try {
      return ok({ files: await renderAll(picture, plans, 'strict'), isDamaged: false });
    } catch {
      // What the lenient attempt says is about the fault that really stands in the way.
    }
  }
  try {
    return ok({ files: await renderAll(picture, plans, 'lenient'), isDamaged: true });
  } catch (error) {
    return decodingFailure(error, pictureWords[picture.header.format]);
  }
}

function writeAll(wanted: readonly Wanted[], files: readonly Buffer[]): Result<void, Refusal> {
  const done: string[] = [];
  for (const [at, { path }] of wanted.entries()) {
    const file = files[at];
    const written = file ? writeAside(path, file) : ok(undefined);
    if (!written.ok) {
      removeAside(done);
      return written;
    }
    done.push(path);
  }
  return ok(undefined);
}

/** Makes every output that has a path, from one decode, and writes all of them or none. */
export async function writeOutputs(
  picture: Picture,
  orders: readonly OutputOrder[],
): Promise<Result<Written, Refusal>> {
  const wanted = orders.flatMap((order) =>
    order.path === null ? [] : [{ ...order, path: order.path }],
  );
  if (wanted.length === 0) return ok({ outputs: orders.map(() => null), notes: [] });
  const rendered = await renderCarefully(picture, wanted);
  if (!rendered.ok) return rendered;
  const { files, isDamaged } = rendered.value;
  for (const [at, file] of files.entries()) {
    const planned = wanted[at]?.planned;
    if (planned) await checkOutput(file, planned);
  }
  const written = writeAll(wanted, files);
  if (!written.ok) return written;
  const sizes = new Map(wanted.map(({ path }, at) => [path, files[at]?.length ?? 0]));
  const outputs = orders.map(({ path, planned }) =>
    path === null ? null : { ...planned, sizeBytes: sizes.get(path) ?? 0 },
  );
  return ok({ outputs, notes: isDamaged ? ['damaged'] : [] });
}
