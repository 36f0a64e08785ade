import { Buffer } from 'node:buffer';
import sharp, { type Sharp } from 'sharp';

/** About that: between two bands is an edge that the picture does not have and that costs bytes. Rows. */
const bandHeight = 112;

/** The rows that stand for a picture: as many bands as make up the share, evenly from top to bottom. */
export function bandRows(height: number, share: number): readonly number[] {
  const count = Math.max(1, Math.round((height * share) / bandHeight));
  const room = height / count;
  const kept = Math.max(1, Math.floor(room * share));
  return Array.from({ length: count }, (_, band) => {
    const first = Math.floor(band * room + (room - kept) / 2);
    return Array.from({ length: kept }, (__, row) => first + row);
  }).flat();
}

/** A picture of these bands, one below the other. */
export async function bandsOf(pipeline: Sharp, share: number): Promise<Sharp> {
  const { data, info } = await pipeline.raw().toBuffer({ resolveWithObject: true });
  const { width, height, channels } = info;
  const rowBytes = width * channels;
  const rows = bandRows(height, share);
  const bands = rows.map((row) => data.subarray(row * rowBytes, (row + 1) * rowBytes));
  const raw = { width, height: rows.length, channels };
  return sharp(Buffer.concat(bands), { raw, limitInputPixels: false });
}
