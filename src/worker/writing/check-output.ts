import type { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { isIconFormat } from '../../shared/formats/formats.ts';
import type { PlannedOutput } from '../../shared/worker/messages.ts';
import { checkIcon } from './check-icon.ts';

/** What is wrong when an encoded file does not open as what was promised; null when nothing is. */
export async function checkOutput(file: Buffer, planned: PlannedOutput): Promise<string | null> {
  const { format: wanted, width } = planned;
  const promised = `${planned.format} ${planned.width} × ${planned.height}`;
  try {
    if (isIconFormat(wanted)) return await checkIcon(file, { format: wanted, width });
    const header = await sharp(file, { limitInputPixels: false }).metadata();
    const format = header.format === 'heif' ? 'avif' : header.format;
    const made = `${format} ${header.width} × ${header.pageHeight ?? header.height}`;
    return made === promised ? null : `promised ${promised}, made ${made}`;
  } catch (error) {
    return `promised ${promised}, made a file that does not open: ${String(error)}`;
  }
}
