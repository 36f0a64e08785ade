import { Buffer } from 'node:buffer';
import sharp from 'sharp';
import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { type OpenTiff, openTiff } from './tiff-directory.ts';
import { readLayout, type TiffLayout, turnOf } from './tiff-layout.ts';
import { yccScaleOf, yccToRgb } from './ycc-to-rgb.ts';

const tags = {
  compression: 259,
  jpegStart: 513,
  jpegLength: 514,
  restartInterval: 515,
  quantisation: 519,
  dcCodes: 520,
  acCodes: 521,
  subsampling: 530,
};
const oldJpeg = 6;

/** The JPEG of a TIFF from before 1995, where it is a whole one; sharp's libtiff is built without that kind. */
export function wholeOldJpeg({ reader, directory }: OpenTiff): Uint8Array | null {
  if (directory.values(tags.compression)[0] !== oldJpeg) return null;
  const [start] = directory.values(tags.jpegStart);
  const [length] = directory.values(tags.jpegLength);
  if (start === undefined || length === undefined) return null;
  const jpeg = reader.bytes.subarray(start, start + length);
  return jpeg[0] === 0xff && jpeg[1] === 0xd8 ? jpeg : null;
}

/** Whether each strip or tile is the bare data of a scan, and the tables stand in the directory. */
export function hasBareScans({ directory }: OpenTiff): boolean {
  return (
    directory.values(tags.compression)[0] === oldJpeg &&
    directory.values(tags.quantisation).length > 0 &&
    directory.values(tags.dcCodes).length > 0
  );
}

function segment(marker: number, content: readonly number[] | Uint8Array): Buffer {
  const head = Buffer.from([0xff, marker, 0, 0]);
  head.writeUInt16BE(content.length + 2, 2);
  return Buffer.concat([head, Buffer.from(content)]);
}

const quantisationBytes = 64;
const countBytes = 16;

/** What stands before the data of each scan. Null where a table lies outside the file. */
function headerOf({ reader, directory }: OpenTiff, layout: TiffLayout): Buffer | null {
  const { samples, chunkWidth, chunkHeight } = layout;
  const [across = 2, down = 2] = directory.values(tags.subsampling);
  const parts: Buffer[] = [Buffer.from('ffd8', 'hex')];
  // "Adobe", transform 0: libjpeg leaves the colours as they are coded, so that we can apply their reference.
  parts.push(segment(0xee, [...Buffer.from('Adobe'), 0, 100, 0, 0, 0, 0, 0]));
  const table = (name: number, index: number) => directory.values(name)[index] ?? 0;
  const codes = (place: number) => {
    const counts = reader.bytes.subarray(place, place + countBytes);
    const values = counts.reduce((sum, count) => sum + count, 0);
    return reader.bytes.subarray(place, place + countBytes + values);
  };
  for (let index = 0; index < samples; index += 1) {
    const place = table(tags.quantisation, index);
    const steps = reader.bytes.subarray(place, place + quantisationBytes);
    const [dc, ac] = [codes(table(tags.dcCodes, index)), codes(table(tags.acCodes, index))];
    if (steps.length < quantisationBytes || dc.length <= countBytes || ac.length <= countBytes)
      return null;
    parts.push(segment(0xdb, [index, ...steps]));
    parts.push(segment(0xc4, [index, ...dc]), segment(0xc4, [0x10 | index, ...ac]));
  }
  const parted = samples > 1 ? [(across << 4) | down, 0x11, 0x11] : [0x11];
  const frame = parted.flatMap((sampling, index) => [index + 1, sampling, index]);
  const edges = [chunkHeight >> 8, chunkHeight & 0xff, chunkWidth >> 8, chunkWidth & 0xff];
  parts.push(segment(0xc0, [8, ...edges, samples, ...frame]));
  const [restarts = 0] = directory.values(tags.restartInterval);
  if (restarts > 0) parts.push(segment(0xdd, [restarts >> 8, restarts & 0xff]));
  const scan = parted.flatMap((_, index) => [index + 1, (index << 4) | index]);
  parts.push(segment(0xda, [samples, ...scan, 0, 63, 0]));
  return Buffer.concat(parts);
}

const damaged = failure('image-corrupt');

/** A TIFF from before 1995 whose strips or tiles are bare scans of JPEG, grey or YCbCr. */
export const decodeOldJpeg: Decode = async (bytes, { maxPixels, page }) => {
  const tiff = openTiff(bytes, page);
  const layout = tiff && readLayout(tiff);
  if (!tiff || !layout) return notOk(damaged);
  const { width, height, samples, chunkWidth, chunkHeight } = layout;
  const problem =
    sizeProblem(width, height, maxPixels) ?? sizeProblem(chunkWidth, chunkHeight, maxPixels);
  if (problem) return notOk(problem);
  const header = samples === 1 || samples === 3 ? headerOf(tiff, layout) : null;
  if (!header || layout.isPlanar)
    return notOk(failure('decoder-missing', 'a TIFF picture with old JPEG'));
  const data = new Uint8Array(width * height * samples);
  let number = 0;
  for (let top = 0; top < height; top += chunkHeight)
    for (let left = 0; left < width; left += chunkWidth, number += 1) {
      const [start = 0, length = 0] = [layout.offsets[number], layout.lengths[number]];
      const pixels = await drawn(header, bytes.subarray(start, start + length));
      if (!pixels || pixels.length !== chunkWidth * chunkHeight * samples) return notOk(damaged);
      const rowBytes = Math.min(chunkWidth, width - left) * samples;
      for (let y = 0; y < Math.min(chunkHeight, height - top); y += 1) {
        const row = y * chunkWidth * samples;
        data.set(pixels.subarray(row, row + rowBytes), ((top + y) * width + left) * samples);
      }
    }
  if (samples === 3) yccToRgb(data, yccScaleOf(tiff));
  const colours = samples === 3 ? 'rgb' : 'grey';
  return ok({ ...rasterOf({ width, height, colours, data }), ...turnOf(layout) });
};

/** The samples of a scan as they are coded; null where it is damaged. */
async function drawn(header: Buffer, scan: Uint8Array): Promise<Uint8Array | null> {
  const jpeg = Buffer.concat([header, scan, Buffer.from('ffd9', 'hex')]);
  try {
    return await sharp(jpeg, { limitInputPixels: false, failOn: 'error' }).raw().toBuffer();
  } catch {
    return null;
  }
}
