/** Declarations and comments before the first element are seldom longer. */
const headBytes = 64 * 1024;

const lessThan = 0x3c;
const spaces = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x20]);

/** A text's characters as far as they are ASCII, which is all that is told apart here; null when it does not begin as markup. */
function markup(bytes: Uint8Array): string | null {
  const head = bytes.subarray(0, headBytes);
  const [first, second, third] = head;
  const mark = ((first ?? 0) << 8) | (second ?? 0);
  const isMarked16 = mark === 0xfffe || mark === 0xfeff;
  // Without a mark, UTF-16 is told by the zero beside the first `<`.
  const isBig = mark === 0xfeff || mark === lessThan;
  const isLittle = mark === 0xfffe || mark === lessThan << 8;
  const isMarked = first === 0xef && second === 0xbb && third === 0xbf;
  const step = isBig || isLittle ? 2 : 1;
  let start = (isMarked16 ? 2 : isMarked ? 3 : 0) + (isBig ? 1 : 0);
  while (spaces.has(head[start] ?? lessThan)) start += step;
  if (head[start] !== lessThan) return null;
  let text = '';
  for (let at = start; at < head.length; at += step) text += String.fromCharCode(head[at] ?? 0);
  return text;
}

const svgTag = /<(?:[\w-]+:)?svg[\s>/]/;
/** A declaration, a comment, or a document type with or without its own entities. */
const beforeRoot = /^\s*(?:<\?[^]*?\?>|<!--[^]*?-->|<!doctype(?!\s+html)[^[>]*(?:\[[^]*?\]\s*)?>)/i;

/** Whether the first element is an `<svg>`. */
export function isSvg(bytes: Uint8Array): boolean {
  let rest = markup(bytes) ?? '';
  for (let part = beforeRoot.exec(rest); part; part = beforeRoot.exec(rest)) {
    rest = rest.slice(part[0].length);
  }
  return rest.trimStart().search(svgTag) === 0;
}

/** Whether there is an `<svg>` that belongs to no web page, as far as can be told without parsing. */
export function mentionsSvg(bytes: Uint8Array): boolean {
  const text = markup(bytes);
  if (text === null || !/^<[?!\w]/.test(text)) return false;
  const start = text.search(svgTag);
  return start >= 0 && !/<!doctype html|<html[\s>]/i.test(text.slice(0, start));
}
