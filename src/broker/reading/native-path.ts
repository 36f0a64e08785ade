import { Buffer } from 'node:buffer';

const escapeOffset = 0xdc00;

function bytesOf(character: string): Buffer {
  const code = character.codePointAt(0) ?? 0;
  const isEscape = code >= 0xdc80 && code <= 0xdcff;
  return isEscape ? Buffer.of(code - escapeOffset) : Buffer.from(character, 'utf8');
}

/** What `node:fs` takes for a path: itself, or its bytes when some are not UTF-8 (lone surrogates U+DC80–U+DCFF). */
export function nativePath(path: string): string | Buffer {
  return path.isWellFormed() ? path : Buffer.concat(Array.from(path, bytesOf));
}
