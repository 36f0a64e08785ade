import type { FailureCode } from '../../shared/task/failure.ts';
import { refuse } from '../../shared/worker/refusal.ts';

/** What sharp and libvips say, first match first. The words are theirs, for sharp 0.35 and libvips 8.18. */
const sentences: readonly (readonly [RegExp, FailureCode])[] = [
  [/exceeds? pixel limit|32767x32767 pixel limit|too many pixels/i, 'image-too-large'],
  [/out of memory|unable to allocate|cannot allocate/i, 'image-too-large'],
  [
    /compression format has not been built in|compression.* not (?:configured|supported)/i,
    'decoder-missing',
  ],
  [
    /exceeds channel limit|bad labq format|not a whole number of bytes|unsupported (?:tiff|bands|bits|sample|photometric)/i,
    'decoder-missing',
  ],
  [
    /premature end|unexpected end|end of (?:stream|file|data)|file ended|truncated/i,
    'image-truncated',
  ],
  [/got \d+ bytes, expected|not enough data|read past end/i, 'image-truncated'],
];

const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

/**
 * One of our codes for what the decoder threw. `subject` names the kind of picture where a decoder is missing.
 * What no sentence covers counts as a damaged picture: it came from decoding one.
 */
export function decodingFailure(error: unknown, subject: string): ReturnType<typeof refuse> {
  const message = messageOf(error);
  const code = sentences.find(([sentence]) => sentence.test(message))?.[1] ?? 'image-corrupt';
  return refuse(code, code === 'decoder-missing' ? subject : null, message);
}
