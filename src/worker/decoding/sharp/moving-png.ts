import type { Buffer } from 'node:buffer';

const signatureBytes = 8;
const frameBytes = 12;

/** Whether a PNG has frames (PNG, third edition): a chunk before the first pixels says how many. libvips reads the first one only. */
export function isMovingPng(bytes: Buffer): boolean {
  for (let at = signatureBytes; at + frameBytes <= bytes.length;) {
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (type === 'acTL') return true;
    if (type === 'IDAT') return false;
    at += frameBytes + bytes.readUInt32BE(at);
  }
  return false;
}
