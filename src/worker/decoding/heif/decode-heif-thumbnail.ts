import { Buffer } from 'node:buffer';
import { boxesIn } from '../../bytes/boxes.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import type { Failure } from '../../../shared/task/failure.ts';
import { type RasterPicture, sizeProblem } from '../decoded.ts';
import { readProfile } from './colour-of.ts';
import { openFile, plain, wholePicture } from './decode-heif.ts';
import { handleOf, HeifCalls, libheif } from './libheif.ts';

/** The beginning of a file as a whole one: its last box ends where the bytes end. */
function endingHere(head: Buffer): Buffer {
  let last = 0;
  for (const { start, end } of boxesIn(new ByteReader(head, 'big'), 0, head.length))
    if (end > head.length) last = start - 8;
  if (last === 0) return head;
  const copy = Buffer.from(head);
  copy.writeUInt32BE(0, last);
  return copy;
}

interface Wanted {
  readonly id: number;
  /** It is not decoded where it has more pixels than a square of these. */
  readonly mostEdge: number;
}

function decode(
  calls: HeifCalls,
  head: Buffer,
  { id, mostEdge }: Wanted,
): Result<RasterPicture, Failure> {
  const { library } = calls;
  const maxPixels = mostEdge ** 2;
  const context = openFile(calls, endingHere(head), maxPixels);
  if (!context.ok) return context;
  const handle = handleOf({ calls, context: context.value, maxPixels }, id);
  if (!handle.ok) return handle;
  const width = library._heif_image_handle_get_width(handle.value);
  const height = library._heif_image_handle_get_height(handle.value);
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const picture = wholePicture(calls, handle.value, { samples: plain });
  return picture.ok ? ok({ ...picture.value, icc: readProfile(calls, handle.value) }) : picture;
}

/** The thumbnail, upright, if it lies wholly in the beginning of the file; null where it cannot be decoded. */
export async function decodeHeifThumbnail(
  head: Buffer,
  wanted: Wanted,
): Promise<RasterPicture | null> {
  const decoded = await libheif.use((library) => {
    const calls = new HeifCalls(library);
    try {
      return decode(calls, head, wanted);
    } finally {
      calls.close();
    }
  });
  return decoded?.ok ? decoded.value : null;
}
