import type { Buffer } from 'node:buffer';
import { isoBrands } from '../../shared/formats/iso-brands.ts';
import { hexadecimalHead, recogniseFormat } from '../../shared/formats/recognise-format.ts';
import { isTga } from '../decoding/tga/recognise-tga.ts';
import { isoMediaKind } from './iso-media.ts';
import { otherSignatures } from './other-signatures.ts';
import type { Sniffed } from './sniffed.ts';
import { isSvgz } from './zipped-svg.ts';
import { textKind } from './text-kind.ts';

/** What the file is by its own bytes. Its name is never asked. */
export function sniff(bytes: Buffer): Sniffed {
  const format = recogniseFormat(bytes) ?? (isSvgz(bytes) ? 'svg' : null);
  if (format) return { kind: 'readable', format };
  const brands = isoBrands(bytes);
  if (brands) return { kind: 'other', name: isoMediaKind(brands) };
  const head = hexadecimalHead(bytes);
  const other = otherSignatures.find(([signature]) => signature.test(head));
  if (other) return { kind: 'other', name: other[1] };
  // Last, since a TGA file begins with sizes only.
  return isTga(bytes)
    ? { kind: 'readable', format: 'tga' }
    : { kind: 'other', name: textKind(bytes) };
}
