import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import type { RasterPicture } from '../decoded.ts';
import { rasterOfRgba } from '../raster.ts';
import type { IcnsEntry } from './icns-entries.ts';

/** A byte from here on repeats the next one; the shortest run is three long. */
const runStart = 0x80;
const shortestRun = 3;
const argbNameLength = 4;

/** One colour of every pixel, put into its place of each four bytes. */
function readChannel(reader: ByteReader, rgba: Uint8Array, channel: number): void {
  for (let at = channel; at < rgba.length && !reader.isExhausted;) {
    const head = reader.u8();
    const isRun = head >= runStart;
    const count = isRun ? head - runStart + shortestRun : head + 1;
    const repeated = isRun ? reader.u8() : 0;
    for (let index = 0; index < count && at < rgba.length; index += 1, at += 4)
      rgba[at] = isRun ? repeated : reader.u8();
  }
}

/** The largest of these begins with four bytes of zeros. */
function runsStart({ bytes, width }: IcnsEntry): number {
  return width === 128 && new ByteReader(bytes, 'big').u32() === 0 ? 4 : 0;
}

/** The pixels of an entry in run lengths. */
export function readIcnsPixels(entry: IcnsEntry): Result<RasterPicture, Failure> {
  const { kind, bytes, mask, width, height } = entry;
  const rgba = new Uint8Array(width * height * 4).fill(255);
  const reader = new ByteReader(bytes, 'big');
  reader.skip(kind === 'argb' ? argbNameLength : runsStart(entry));
  for (const channel of kind === 'argb' ? [3, 0, 1, 2] : [0, 1, 2])
    readChannel(reader, rgba, channel);
  if (reader.isExhausted) return notOk(failure('image-truncated'));
  for (const [pixel, alpha] of (mask ?? new Uint8Array()).subarray(0, width * height).entries())
    rgba[pixel * 4 + 3] = alpha;
  return ok(rasterOfRgba({ width, height, rgba }));
}
