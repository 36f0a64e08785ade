import { Buffer } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { ok, type Result } from '../../../shared/result.ts';
import type { ResultNote } from '../../../shared/task/failure.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';
import { isGzip } from '../../sniffing/zipped-svg.ts';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { countReferences } from './count-references.ts';
import type { Resolved } from './custom-properties/resolve-custom-properties.ts';
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
  /** What is to be said of its picture. */
  readonly notes: readonly ResultNote[];
}

async function withoutCustomProperties(text: string): Promise<Resolved> {
  if (!/\bvar\(\s*--/i.test(text)) return { text, isDoubtful: false };
  const { resolveCustomProperties } =
    await import('./custom-properties/resolve-custom-properties.ts');
  return resolveCustomProperties(text);
}

/** As far as libvips looks for `<svg`; it knows no other sign of a drawing. */
const vipsLooksAt = 1000;
/** Also where the elements have a prefix (`<svg:svg>`). */
const known = (text: string) =>
  /<svg/i.test(text.slice(0, vipsLooksAt)) ? text : `<!-- <svg -->${text}`;

/**
 * An SVG written anew, so that what was looked at here is all that its parser sees: in UTF-8, without document type,
 * comments, custom properties and links to other files. Refused when drawing it would take too long.
 */
export async function sanitizeSvg(file: Buffer): Promise<Result<SafeSvg, Refusal>> {
  const inflated = isGzip(file) ? inflate(file) : ok(file);
  if (!inflated.ok) return inflated;
  if (inflated.value.length > maxBytes) return tooLarge();
  const text = readText(inflated.value);
  if (!text.ok) return text;
  const drawing = withoutDocumentType(withoutRemarks(text.value), maxBytes);
  if (!drawing.ok) return drawing;
  const { text: bare, isIncomplete } = withoutOutsideLinks(drawing.value);
  const { text: plain, isDoubtful } = await withoutCustomProperties(bare);
  if (countReferences(plain) > mostReferences) {
    return refuse('image-too-large', 'an SVG drawing that reuses its parts 500,000 times');
  }
  const notes: ResultNote[] = isDoubtful ? ['doubtful'] : [];
  return ok({
    bytes: Buffer.from(known(plain)),
    notes: isIncomplete ? [...notes, 'incomplete'] : notes,
  });
}

/** What librsvg's loader says of a drawing with nothing in it, too. The file is not damaged. */
const withoutSize = /bad dimensions/;

export const svgDecoder: Decoder = {
  async open(bytes: Buffer, format, request) {
    const drawing = await sanitizeSvg(bytes);
    if (!drawing.ok) return drawing;
    const opened = await sharpDecoder.open(drawing.value.bytes, format, request);
    if (!opened.ok && withoutSize.test(opened.problem.log ?? ''))
      return refuse('decoder-missing', 'an SVG drawing without a size', opened.problem.log);
    const { notes } = drawing.value;
    return opened.ok && notes.length > 0 ? ok({ ...opened.value, notes }) : opened;
  },
};
