const hex = (byte: number) => byte.toString(16).padStart(2, '0').toUpperCase();

/** C0 and C1 controls, and the marks that turn the direction of text around. */
const isInvisible = (code: number) =>
  code < 0x20 ||
  (code >= 0x7f && code < 0xa0) ||
  (code >= 0x202a && code <= 0x202e) ||
  (code >= 0x2066 && code <= 0x2069) ||
  code === 0x200e ||
  code === 0x200f ||
  code === 0x2028 ||
  code === 0x2029;

function escapeCode(code: number): string {
  if (code >= 0xdc80 && code <= 0xdcff) return `\\x${hex(code - 0xdc00)}`;
  if (code >= 0xd800 && code <= 0xdfff) return '\uFFFD';
  if (code < 0x100) return `\\x${hex(code)}`;
  return `\\u{${code.toString(16).toUpperCase()}}`;
}

/**
 * A path as people may see it: one line, controls and direction marks escaped,
 * and bytes that were not UTF-8 (kept as lone surrogates U+DC80–U+DCFF) as `\xNN`.
 */
export function displayPath(path: string): string {
  let shown = '';
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0;
    const isLone = code >= 0xd800 && code <= 0xdfff;
    shown += isLone || isInvisible(code) ? escapeCode(code) : character;
  }
  return shown;
}

/** The last segment of a path of any system, for showing. */
export function displayName(path: string): string {
  const trimmed = path.replace(/[/\\]+$/, '');
  const name = /^[A-Za-z]:[\\/]|^\\\\/.test(path)
    ? trimmed.slice(Math.max(trimmed.lastIndexOf('/'), trimmed.lastIndexOf('\\')) + 1)
    : trimmed.slice(trimmed.lastIndexOf('/') + 1);
  return displayPath(name || path);
}
