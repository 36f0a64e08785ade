import { TextScanner } from './text-scanner.ts';

export interface PfmHeader {
  readonly width: number;
  readonly height: number;
  readonly samples: 1 | 3;
  readonly isLittleEndian: boolean;
  /** Where the samples begin. */
  readonly dataOffset: number;
}

/** Null for anything but a PFM with numbers where they belong. */
export function readPfmHeader(bytes: Uint8Array): PfmHeader | null {
  const scanner = new TextScanner(bytes);
  const kind = scanner.word();
  if (kind !== 'PF' && kind !== 'Pf') return null;
  const [width, height] = [scanner.number(), scanner.number()];
  const scale = Number(scanner.word() || 'nothing');
  const isWhole = Number.isSafeInteger(width) && Number.isSafeInteger(height);
  if (!isWhole || !Number.isFinite(scale) || scale === 0) return null;
  const samples = kind === 'PF' ? 3 : 1;
  return { width, height, samples, isLittleEndian: scale < 0, dataOffset: scanner.position + 1 };
}
