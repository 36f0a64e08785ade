import type { Buffer } from 'node:buffer';
import { ok, type Result } from '../../shared/result.ts';
import type { ResultNote } from '../../shared/task/failure.ts';
import type { WrittenOutput } from '../../shared/worker/messages.ts';
import type { Picture } from '../decoding/decoder.ts';
import type { OutputPlan } from '../imaging/plan-output.ts';
import { renderOutputs } from '../imaging/render-outputs.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { checkOutput } from './check-output.ts';
import { removeAside, writeAside } from './write-aside.ts';

/** `path` is where to write it; null leaves it out. */
export interface OutputOrder extends OutputPlan {
  readonly path: string | null;
}
type Wanted = OutputPlan & { readonly path: string };

export interface Written {
  readonly outputs: readonly (WrittenOutput | null)[];
  readonly notes: readonly ResultNote[];
}

/** The check and the flush to the disk run beside each other. */
async function writeChecked(
  { path, planned }: Wanted,
  file: Buffer,
): Promise<Result<void, Refusal>> {
  const [fault, written] = await Promise.all([checkOutput(file, planned), writeAside(path, file)]);
  if (!written.ok || fault === null) return written;
  removeAside([path]);
  return refuse('internal', null, fault);
}

async function writeAll(
  wanted: readonly Wanted[],
  files: readonly Buffer[],
): Promise<Result<void, Refusal>> {
  const done: string[] = [];
  for (const [at, order] of wanted.entries()) {
    const file = files[at];
    if (!file) continue;
    const written = await writeChecked(order, file);
    if (!written.ok) {
      removeAside(done);
      return written;
    }
    done.push(order.path);
  }
  return ok(undefined);
}

/** Makes every output that has a path, from one decode, and writes all of them or none. */
export async function writeOutputs(
  picture: Picture,
  orders: readonly OutputOrder[],
): Promise<Result<Written, Refusal>> {
  const wanted = orders.filter((order): order is Wanted => order.path !== null);
  if (wanted.length === 0) return ok({ outputs: orders.map(() => null), notes: [] });
  const rendered = await renderOutputs(picture, wanted);
  if (!rendered.ok) return rendered;
  const { files, isDamaged } = rendered.value;
  const written = await writeAll(wanted, files);
  if (!written.ok) return written;
  const remaining = [...files];
  const outputs = orders.map(({ path, planned }) =>
    path === null ? null : { ...planned, sizeBytes: remaining.shift()?.length ?? 0 },
  );
  return ok({ outputs, notes: isDamaged ? ['damaged'] : [] });
}
