import { Buffer } from 'node:buffer';
import type { SourceBytes } from '../../shared/worker/decoder-messages.ts';
import { refuse } from '../../shared/worker/refusal.ts';
import { sniff } from '../sniffing/sniff.ts';

/** A film or a disk image is not called a picture that is too large: its first bytes say what it is. */
export function refuseSize({
  head,
  sizeBytes,
}: SourceBytes & { readonly kind: 'too-large' }): ReturnType<typeof refuse> {
  const sniffed = sniff(Buffer.from(head));
  if (sniffed.kind === 'other' && sniffed.name !== null) {
    return refuse('format-unsupported', sniffed.name);
  }
  return refuse('image-too-large', `${(sizeBytes / 1e9).toFixed(1)} GB`);
}
