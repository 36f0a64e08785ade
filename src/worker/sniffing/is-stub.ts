import type { Buffer } from 'node:buffer';
import type { Sniffed } from './sniffed.ts';

/** Fewer bytes than the smallest picture has, which is a PNM. */
const smallestPicture = 8;
/** Where a container says what it holds. */
const signatureEnd = 12;
/** First letters of GIF, WebP, PSD, ICNS and QOI. */
const letters = /^(?:GIF8|RIFF|8BPS|icns|qoif)/;

/** Whether of a file that no decoder reads only the first bytes have come, so that nobody can say what it was to be. */
export function isStub(bytes: Buffer, sniffed: Sniffed): boolean {
  if (sniffed.kind !== 'other') return false;
  if (sniffed.name === null) return bytes.length < smallestPicture;
  return bytes.length < signatureEnd && letters.test(bytes.toString('latin1'));
}
