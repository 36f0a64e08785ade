import type { Buffer } from 'node:buffer';
import type { Result } from '../../shared/result.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';
import { countWords } from '../../shared/words/numbers.ts';
import { type Refusal, refuse } from '../refusal.ts';
import { isStub, sniff } from '../sniffing/sniff.ts';
import type { Header, OpenRequest, Picture } from './decoder.ts';
import { decoderOf } from './decoders.ts';

function refuseSize(
  { width, height }: Header,
  limits: ReadLimits,
): ReturnType<typeof refuse> | null {
  if (width * height <= limits.maxPixels) return null;
  const subject = `${countWords(width)} × ${countWords(height)} pixels`;
  return refuse('image-too-large', subject);
}

/** Finds out what the bytes are and opens them; only the header is decoded. */
export async function openPicture(
  bytes: Buffer,
  request: OpenRequest,
): Promise<Result<Picture, Refusal>> {
  const sniffed = sniff(bytes);
  if (sniffed.kind === 'other') {
    return isStub(bytes, sniffed)
      ? refuse('image-truncated', 'too short to be a picture')
      : refuse('format-unsupported', sniffed.name);
  }
  const decoder = await decoderOf(sniffed.format);
  const opened = await decoder.open(bytes, sniffed.format, request);
  if (!opened.ok) return opened;
  return refuseSize(opened.value.header, request) ?? opened;
}
