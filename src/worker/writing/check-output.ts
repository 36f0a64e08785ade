import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import type { PlannedOutput } from '../../shared/worker/messages.ts';

/** What is wrong when an encoded file does not open as what was promised; null when nothing is. */
export async function checkOutput(file: Buffer, planned: PlannedOutput): Promise<string | null> {
  const promised = `${planned.format} ${planned.width} × ${planned.height}`;
  try {
    const header = await sharp(file, { limitInputPixels: false }).metadata();
    const format = header.format === 'heif' ? 'avif' : header.format;
    const made = `${format} ${header.width} × ${header.pageHeight ?? header.height}`;
    return made === promised ? null : `promised ${promised}, made ${made}`;
  } catch (error) {
    return `promised ${promised}, made a file that does not open: ${String(error)}`;
  }
}
