import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import type { PlannedOutput } from '../../shared/worker/messages.ts';

/** Throws when the encoded bytes do not open as what was promised: that would be our bug. */
export async function checkOutput(bytes: Buffer, planned: PlannedOutput): Promise<void> {
  const { format, width, height } = await sharp(bytes, { limitInputPixels: false }).metadata();
  const expected = planned.format === 'avif' ? 'heif' : planned.format;
  if (format === expected && width === planned.width && height === planned.height) return;
  const promised = `${planned.format} ${planned.width} × ${planned.height}`;
  throw new Error(`Promised ${promised}, made ${format} ${width} × ${height}.`);
}
