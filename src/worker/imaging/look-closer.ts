import type { Buffer } from 'node:buffer';
import { ok, type Result } from '../../shared/result.ts';
import type { Look, Looked } from '../../shared/worker/messages.ts';
import type { Picture } from '../decoding/decoder.ts';
import { endsEarly } from '../decoding/ends-early.ts';
import { jpegCoarseness } from '../decoding/jpeg-header.ts';
import type { Refusal } from '../../shared/worker/refusal.ts';
import type { OutputPlan } from './output-plan.ts';
import type { RenderOptions } from './render-outputs.ts';
import { sampleOutputs } from './sample-outputs.ts';

interface LookOrder {
  readonly bytes: Buffer;
  readonly look: Look;
  readonly options: RenderOptions;
}

/** What a plan wants to know. That a file is cut off is found by making the outputs: some only look so. */
export async function lookCloser(
  picture: Picture,
  plans: readonly OutputPlan[],
  { bytes, look, options }: LookOrder,
): Promise<Result<Looked, Refusal>> {
  const { format, pages } = picture.header;
  const coarseness = format === 'jpeg' ? jpegCoarseness(bytes) : null;
  const facts = { sizeBytes: bytes.length, pages, coarseness };
  if (look === 'attention') {
    const { attentionIn } = await import('./attention/attention-in.ts');
    const attention = await attentionIn(picture);
    return ok({ ...facts, sampledBytes: null, ...(attention && { attention }) });
  }
  const isSuspect = picture.failOn === 'lenient' || endsEarly(bytes, format);
  if (look === 'check' && !isSuspect) return ok({ ...facts, sampledBytes: null });
  const sampled = await sampleOutputs(picture, plans, options);
  return sampled.ok ? ok({ ...facts, sampledBytes: sampled.value }) : sampled;
}
