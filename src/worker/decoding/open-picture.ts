import type { Buffer } from 'node:buffer';
import { ok, type Result } from '../../shared/result.ts';
import type { ReadLimits } from '../../shared/worker/messages.ts';
import { countWords } from '../../shared/words/numbers.ts';
import { type Refusal, refuse } from '../../shared/worker/refusal.ts';
import { isStub, sniff } from '../sniffing/sniff.ts';
import type { Header, OpenRequest, Picture } from './decoder.ts';
import { decoderOf } from './decoders.ts';
import { hasGainMap } from './gain-map/has-gain-map.ts';
import { promisedBytes } from './promised-bytes.ts';

function refuseSize(
  { width, height }: Header,
  limits: ReadLimits,
): ReturnType<typeof refuse> | null {
  if (width * height <= limits.maxPixels) return null;
  const subject = `${countWords(width)} × ${countWords(height)} pixels`;
  return refuse('image-too-large', subject);
}

/** Resolves once a picture that takes so many bytes may be decoded. `header` is null where it is not read yet. */
export type Admit = (heldBytes: number, header: Header | null) => Promise<void>;

/** Finds out what the bytes are and opens them. Before anything is decoded, `admit` hears what its pixels will take. */
export async function openPicture(
  bytes: Buffer,
  request: OpenRequest,
  admit: Admit = () => Promise.resolve(),
): Promise<Result<Picture, Refusal>> {
  const sniffed = sniff(bytes);
  if (sniffed.kind === 'other') {
    return isStub(bytes, sniffed)
      ? refuse('image-truncated', 'too short to be a picture')
      : refuse('format-unsupported', sniffed.name);
  }
  const decoder = await decoderOf(sniffed.format);
  const promised =
    decoder.promised?.(bytes, request) ?? promisedBytes(bytes, sniffed.format, request);
  if (promised > 0) await admit(promised, null);
  const opened = await decoder.open(bytes, sniffed.format, request);
  if (!opened.ok) return opened;
  const refused = refuseSize(opened.value.header, request);
  if (refused) return refused;
  if (promised === 0) await admit(opened.value.heldBytes, opened.value.header);
  if (!hasGainMap(bytes, sniffed.format)) return opened;
  return ok({ ...opened.value, notes: [...(opened.value.notes ?? []), 'gain-map-dropped'] });
}
