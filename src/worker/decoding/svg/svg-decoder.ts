import { Buffer } from 'node:buffer';
import { gunzipSync } from 'node:zlib';
import { ok, type Result } from '../../../shared/result.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';
import { isGzip } from '../../sniffing/zipped-svg.ts';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { countReferences } from './count-references.ts';

/** Elements that draw what they refer to; a link (`<a>`) only leads there. Tested on what follows a `<`. */
const drawsReference = /^(?:[\w-]+:)?(?:image|use|feImage|include)\s/;
const reference = /\bhref\s*=\s*(?:"([^"]*)"|'([^']*)')/g;
/** Inside the file itself: an element's id, the picture's own bytes, or nothing at all. */
const isInside = /^\s*(?:#|data:|$)/i;

/** Whether the drawing wants pixels from another file or from the network, which it would never get. */
export function namesOtherFiles(text: string): boolean {
  for (const element of text.split('<')) {
    if (!drawsReference.test(element)) continue;
    for (const [, doubly, singly] of element.matchAll(reference)) {
      if (!isInside.test(doubly ?? singly ?? '')) return true;
    }
  }
  return false;
}

const maxBytes = 10 * 1024 * 1024;
/** Encodings in which the markup itself is ASCII, so that looking at the text sees what the parser sees. */
const plainEncoding = /^(?:utf-?8|us-ascii|ascii|iso-8859-\d+|latin-?1|windows-125\d)$/i;
/** Drawing programs put this one before every file; it names the standard and says nothing else. */
const standardDoctype =
  /<!DOCTYPE\s+svg\s+PUBLIC\s+(["'])-\/\/W3C\/\/DTD SVG [^"'<>[\]]*\1\s+(["'])[^"'<>[\]]*\2\s*>/;

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

function declaredEncoding(text: string): string {
  return (
    /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(text)?.[1] ?? 'utf-8'
  );
}

/**
 * An SVG's bytes, unzipped, when nothing in them reaches outside or grows when parsed; otherwise why not.
 * A document type is refused, but for the standard one, which is taken out.
 */
export function sanitizeSvg(file: Buffer): Result<Buffer, Refusal> {
  const inflated = isGzip(file) ? inflate(file) : ok(file);
  if (!inflated.ok) return inflated;
  const bytes = inflated.value;
  if (bytes.length > maxBytes) return tooLarge();
  const text = bytes.toString('latin1');
  const hasPlainEncoding = !text.includes('\0') && plainEncoding.test(declaredEncoding(text));
  if (!hasPlainEncoding) return refuse('format-unsupported', 'an SVG drawing in a rare encoding');
  const bare = text.replace(standardDoctype, '');
  if (/<!(?:DOCTYPE|ENTITY)/i.test(bare)) {
    return refuse('format-unsupported', 'an SVG drawing with its own document type');
  }
  if (namesOtherFiles(bare))
    return refuse('format-unsupported', 'an SVG drawing that needs other files');
  if (countReferences(bare) > mostReferences) {
    return refuse('image-too-large', 'an SVG drawing that reuses its parts 500,000 times');
  }
  return ok(Buffer.from(bare, 'latin1'));
}

export const svgDecoder: Decoder = {
  async open(bytes: Buffer, format, request) {
    const drawing = sanitizeSvg(bytes);
    return drawing.ok ? sharpDecoder.open(drawing.value, format, request) : drawing;
  },
};
