import type { Buffer } from 'node:buffer';
import { ok, type Result } from '../../../shared/result.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';

/** By its first bytes where it has no mark: the first character of an SVG is `<` or a space. */
function encodingOf(bytes: Buffer): string {
  const [first = 0, second = 0] = bytes;
  if ((first === 0xfe && second === 0xff) || first === 0) return 'utf-16be';
  if ((first === 0xff && second === 0xfe) || second === 0) return 'utf-16le';
  const head = bytes.toString('latin1', 0, 200);
  const declared = /^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([^"']*)["']/.exec(head);
  // Nothing that got so far can be UTF-16.
  return declared?.[1] && !/^utf-16/i.test(declared[1]) ? declared[1] : 'utf-8';
}

const rareEncoding = () => refuse('format-unsupported', 'an SVG drawing in a rare encoding');

/** The text of an SVG in any encoding that browsers know (WHATWG, Encoding), without its mark. */
export function readText(bytes: Buffer): Result<string, Refusal> {
  let decoder: InstanceType<typeof TextDecoder>;
  try {
    decoder = new TextDecoder(encodingOf(bytes), { fatal: true });
  } catch {
    return rareEncoding();
  }
  try {
    const text = decoder.decode(bytes);
    return text.includes('\0') ? rareEncoding() : ok(text);
  } catch (error) {
    return refuse('image-corrupt', null, String(error));
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
const escaped = (text: string) => text.replace(/[&<>]/g, (char) => escapes[char] ?? char);

const ends: Readonly<Record<string, string>> = {
  '<!--': '-->',
  '<?': '?>',
  '<![CDATA[': ']]>',
};

/**
 * Markup without comments and processing instructions, and with CDATA as ordinary text: afterwards every `<` begins a
 * tag or a declaration. What has no end is left out with the rest.
 */
export function withoutRemarks(text: string): string {
  const kept: string[] = [];
  const remark = /<!--|<\?|<!\[CDATA\[/g;
  let from = 0;
  for (let found = remark.exec(text); found; found = remark.exec(text)) {
    const [start] = found;
    const begin = found.index + start.length;
    const end = ends[start] ?? '';
    const at = text.indexOf(end, begin);
    kept.push(text.slice(from, found.index));
    if (at === -1) return kept.join('');
    if (start === '<![CDATA[') kept.push(escaped(text.slice(begin, at)));
    from = at + end.length;
    remark.lastIndex = from;
  }
  kept.push(text.slice(from));
  return kept.join('');
}
