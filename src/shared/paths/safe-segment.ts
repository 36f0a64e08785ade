import { once } from '../once.ts';

/**
 * What every common file system takes for one name, in bytes of UTF-8, less the room
 * that ` (9999999)` needs when the name is taken.
 */
const roomBytes = 255 - 10;
/** A longer tail is not an extension but part of a sentence with a dot in it. */
const longestExtensionBytes = 24;

const deviceName = /^(?:con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³])\s*(?:\.|$)/i;
/** Marks that turn text around or cannot be seen: names must not lie. */
const invisibleMarks = /[\u061C\u200B\u200E\u200F\u2028-\u202E\u2066-\u2069\uFEFF]/g;
const forbidden = /[<>:"/\\|?*]/g;

function utf8Length(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes += 1;
    else if (code < 0x800) bytes += 2;
    else bytes += code < 0x10000 ? 3 : 4;
  }
  return bytes;
}

function cut(text: string, limitBytes: number): string {
  if (utf8Length(text) <= limitBytes) return text;
  const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' });
  let kept = '';
  let bytes = 0;
  for (const { segment } of segmenter.segment(text)) {
    bytes += utf8Length(segment);
    if (bytes > limitBytes) break;
    kept += segment;
  }
  return kept;
}

/** Controls, halves of characters and bytes that were not UTF-8 become `_`. */
function replaceUnprintable(text: string): string {
  let printable = '';
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    const isControl = code < 0x20 || (code >= 0x7f && code < 0xa0);
    printable += isControl || (code >= 0xd800 && code <= 0xdfff) ? '_' : character;
  }
  return printable;
}

/** Windows drops spaces and dots at the end of a name in silence. */
const trimEnds = (text: string) => text.replace(/^\s+|[\s.]+$/g, '');

/** Stem and extension of a file name; the extension keeps its dot and is empty if there is none. */
export function splitExtension(name: string): readonly [stem: string, extension: string] {
  const dot = name.lastIndexOf('.');
  const extension = name.slice(dot);
  const isExtension = dot > 0 && utf8Length(extension) <= longestExtensionBytes;
  return isExtension ? [name.slice(0, dot), extension] : [name, ''];
}

/**
 * A name that Linux, macOS and Windows all take and that means the same on each: in NFC, not a device,
 * no forbidden or invisible characters, at most 245 bytes with the extension kept. Never empty, `.` or `..`.
 */
export function safeSegment(raw: string): string {
  const visible = replaceUnprintable(raw.replace(invisibleMarks, '')).normalize('NFC');
  const clean = trimEnds(visible.replace(forbidden, '_'));
  const [stem, extension] = splitExtension(clean);
  const short = trimEnds(cut(stem, roomBytes - utf8Length(extension) - 1)) || '_';
  const name = short + extension;
  return deviceName.test(name) ? `_${name}` : name;
}

/** `a.jpg`, `a (2).jpg`, `a (3).jpg`… */
export function numbered(fileName: string, number: number): string {
  const [stem, extension] = splitExtension(fileName);
  return number === 1 ? fileName : `${stem} (${number})${extension}`;
}

export const isAscii = (text: string) => /^[\0-\x7F]*$/.test(text);

/**
 * The same for paths and names that some disk takes for one: some know no case, some spell accents in two ways. In three
 * steps of case, since `ẞ` has no upper case but `ß`, its lower one, has; and with marks apart, since a letter may gain or
 * lose one that belongs before another.
 */
export function folded(text: string): string {
  // Most paths: the same, with no copy where nothing is in capitals.
  if (isAscii(text)) return text.toLowerCase();
  return text.normalize('NFD').toLowerCase().toUpperCase().toLowerCase().normalize('NFC');
}

/**
 * The same for texts that a person who searches takes for one: also those that differ in width, ligatures, the final
 * sigma, or the dots of the Turkish i.
 */
export function searchFolded(text: string): string {
  // Most names: ten times as fast.
  if (isAscii(text)) return text.toLowerCase();
  return folded(text.normalize('NFKC')).replaceAll('\u03C2', '\u03C3').replaceAll('i\u0307', 'i');
}

/** Loading what it knows takes 15 ms. */
const byNature = once(() => new Intl.Collator('en', { numeric: true, sensitivity: 'base' }));

/** 2 before 10; what is equal to a reader is ordered by code, so that the order never changes. */
export function compareNames(a: string, b: string): number {
  return byNature().compare(a, b) || (a < b ? -1 : Number(a > b));
}
