import { type Buffer, isUtf8 } from 'node:buffer';
import type { ForeignKind } from '../../shared/task/foreign-kinds.ts';

const headBytes = 4096;
/** From here on bytes without controls are text in some encoding; fewer may be so by chance. */
const tellingBytes = 32;
/** Tab, line feed, form feed, carriage return, escape. */
const textControls = new Set('\t\n\f\r\u001B');

/** Whether it has controls that stand in no text. */
const isBinary = (text: string) =>
  Array.from(text).some((one) => one < ' ' && !textControls.has(one));

/** The text as far as its kind shows; null when it is no text. Bytes above 0x7F pass: many encodings use them. */
function textOf(head: Buffer): string | null {
  const start = head.subarray(0, 2).toString('hex');
  if (start === 'fffe' || start === 'feff') {
    const text = new TextDecoder(start === 'fffe' ? 'utf-16le' : 'utf-16be').decode(head);
    return isBinary(text) ? null : text;
  }
  const text = head.toString('latin1').replace(/^\xEF\xBB\xBF/, '');
  const isTelling = head.length >= tellingBytes || isUtf8(head);
  return isTelling && !isBinary(text) ? text : null;
}

/** In plain words what kind of text this is; null when it is no text. */
export function textKind(bytes: Buffer): ForeignKind | null {
  const text = textOf(bytes.subarray(0, headBytes))?.trimStart().toLowerCase();
  if (text === undefined) return null;
  if (/^<(?:!doctype html|html)/.test(text)) return 'a web page';
  if (/^#define \S+_width\s+\d+\s+#define \S+_height\s+\d/.test(text)) return 'an XBM picture';
  return text.startsWith('/* xpm */') ? 'an XPM picture' : 'a text file';
}
