import { Buffer } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { ok, type Result } from '../../../shared/result.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';
import { isGzip } from '../../sniffing/zipped-svg.ts';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { countReferences } from './count-references.ts';
import { withoutDocumentType } from './document-type.ts';
import { readText, withoutRemarks } from './markup.ts';
import { withoutOutsideLinks } from './outside-links.ts';

const maxBytes = 10 * 1024 * 1024;

/** Beyond these librsvg gives up, after half a minute. */
const mostReferences = 500_000;

const tooLarge = () => refuse('image-too-large', 'an SVG drawing of more than 10 MB');

function inflate(bytes: Buffer): Result<Buffer, Refusal> {
  try {
    return ok(gunzipSync(bytes, { maxOutputLength: maxBytes }));
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null;
    if (code === 'ERR_BUFFER_TOO_LARGE') return tooLarge();
    return refuse(
      code === 'Z_BUF_ERROR' ? 'image-truncated' : 'image-corrupt',
      null,
      String(error),
    );
  }
}

interface SafeSvg {
  /** UTF-8. */
  readonly bytes: Buffer;
  /** True when pictures that it links to were left out. */
  readonly isIncomplete: boolean;
}

/**
 * An SVG written anew, so that what was looked at here is all that its parser sees: in UTF-8, without document type,
 * comments and links to other files. Refused when drawing it would take too long.
 */
export function sanitizeSvg(file: Buffer): Result<SafeSvg, Refusal> {
  const inflated = isGzip(file) ? inflate(file) : ok(file);
  if (!inflated.ok) return inflated;
  if (inflated.value.length > maxBytes) return tooLarge();
  const text = readText(inflated.value);
  if (!text.ok) return text;
  const drawing = withoutDocumentType(withoutRemarks(text.value), maxBytes);
  if (!drawing.ok) return drawing;
  const { text: bare, isIncomplete } = withoutOutsideLinks(drawing.value);
  if (countReferences(bare) > mostReferences) {
    return refuse('image-too-large', 'an SVG drawing that reuses its parts 500,000 times');
  }
  return ok({ bytes: Buffer.from(bare), isIncomplete });
}

export const svgDecoder: Decoder = {
  async open(bytes: Buffer, format, request) {
    const drawing = sanitizeSvg(bytes);
    if (!drawing.ok) return drawing;
    const opened = await sharpDecoder.open(drawing.value.bytes, format, request);
    if (!opened.ok || !drawing.value.isIncomplete) return opened;
    return ok({ ...opened.value, notes: ['incomplete'] });
  },
};
