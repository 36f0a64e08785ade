import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../shared/task/format.ts';
import { isIco } from '../decoding/ico/recognise-ico.ts';
import { isTga } from '../decoding/tga/recognise-tga.ts';
import { isoMediaKind } from './iso-media.ts';
import { otherSignatures, readableSignatures, signatureBytes } from './signatures.ts';
import type { Sniffed } from './sniffed.ts';
import { isSvg, isSvgz } from './svg-start.ts';
import { textKind } from './text-kind.ts';
import { isRawPhoto } from './tiff-raw.ts';

const tiffStart = /^(?:49492[ab]00|4d4d002[ab])/;
const isoMediaStart = /^.{8}66747970/;

/** Those that a pattern cannot tell: they begin with small numbers, or with text that says more further on. */
function readableByStructure(bytes: Buffer, head: string): SourceFormat | null {
  if (tiffStart.test(head)) return isRawPhoto(bytes) ? 'raw' : 'tiff';
  if (isIco(bytes)) return 'ico';
  return isSvg(bytes) || isSvgz(bytes) ? 'svg' : null;
}

/** What the file is by its own bytes. Its name is never asked. */
export function sniff(bytes: Buffer): Sniffed {
  const head = bytes.subarray(0, signatureBytes).toString('hex');
  if (isoMediaStart.test(head)) return isoMediaKind(bytes);
  const readable = readableSignatures.find(([signature]) => signature.test(head));
  const format = readable?.[1] ?? readableByStructure(bytes, head);
  if (format) return { kind: 'readable', format };
  const other = otherSignatures.find(([signature]) => signature.test(head));
  if (other) return { kind: 'other', name: other[1] };
  // Last, since a TGA file begins with sizes only.
  return isTga(bytes)
    ? { kind: 'readable', format: 'tga' }
    : { kind: 'other', name: textKind(bytes) };
}
