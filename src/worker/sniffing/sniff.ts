import type { Buffer } from 'node:buffer';
import { isoMediaKind } from './iso-media.ts';
import { otherSignatures, readableSignatures, signatureBytes } from './signatures.ts';
import type { Sniffed } from './sniffed.ts';
import { isSvg, isSvgz } from './svg-start.ts';
import { textKind } from './text-kind.ts';
import { isRawPhoto } from './tiff-raw.ts';

const tiffStart = /^(?:49492[ab]00|4d4d002[ab])/;
const isoMediaStart = /^.{8}66747970/;

function otherName(bytes: Buffer, head: string): string | null {
  const known = otherSignatures.find(([signature]) => signature.test(head));
  return known ? known[1] : textKind(bytes);
}

/** What the file is by its own bytes. Its name is never asked. */
export function sniff(bytes: Buffer): Sniffed {
  const head = bytes.subarray(0, signatureBytes).toString('hex');
  const readable = readableSignatures.find(([signature]) => signature.test(head));
  if (readable) return { kind: 'readable', format: readable[1] };
  if (isoMediaStart.test(head)) return isoMediaKind(bytes);
  if (tiffStart.test(head)) {
    if (isRawPhoto(bytes)) return { kind: 'other', name: 'a camera RAW file' };
    return { kind: 'readable', format: 'tiff' };
  }
  if (isSvg(bytes) || isSvgz(bytes)) return { kind: 'readable', format: 'svg' };
  return { kind: 'other', name: otherName(bytes, head) };
}
