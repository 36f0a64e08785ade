import type { Buffer } from 'node:buffer';
import { chunksBeforePixels } from '../../bytes/png-chunks.ts';

/** Whether a PNG has frames (PNG, third edition): a chunk before the first pixels says how many. libvips reads the first one only. */
export function isMovingPng(bytes: Buffer): boolean {
  for (const { type } of chunksBeforePixels(bytes)) if (type === 'acTL') return true;
  return false;
}
