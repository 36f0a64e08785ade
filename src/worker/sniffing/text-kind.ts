import type { Buffer } from 'node:buffer';

const headBytes = 4096;
/** Tab, line feed, form feed, carriage return, escape. */
const textControls = new Set([0x09, 0x0a, 0x0c, 0x0d, 0x1b]);

/** In plain words what kind of text this is; null when it is no text. Bytes above 0x7F pass: many encodings use them. */
export function textKind(bytes: Buffer): string | null {
  const head = bytes.subarray(0, headBytes);
  if (head.some((byte) => byte < 0x20 && !textControls.has(byte))) return null;
  const text = head.toString('latin1').trimStart().toLowerCase();
  if (/^(?:\xef\xbb\xbf)?<(?:!doctype html|html)/.test(text)) return 'a web page';
  return text.startsWith('/* xpm */') ? 'an XPM picture' : 'a text file';
}
