import { notOk, ok, type Result } from '../../../shared/result.ts';
import { failure, type Failure } from '../../../shared/task/failure.ts';
import { boxesEndEarly } from '../../bytes/boxes.ts';
import { type Decode, type RasterPicture, sizeProblem } from '../decoded.ts';
import { profileOf } from '../colour/profile-of.ts';
import { spaceOfHeif } from '../colour/heif-colour.ts';
import { HeifCalls, libheif } from './libheif.ts';
import { readPrimaryItem } from './primary-item.ts';
import { divideByAlpha, rasterOf } from '../raster.ts';

/** `heif_colorspace_RGB`, `heif_channel_interleaved`. */
const rgbSpace = 1;
const interleaved = 10;
/** `heif_chroma_interleaved_RGB`, `…_RGBA`, `…_RRGGBB_LE` and `…_RRGGBBAA_LE`. */
const chromas = { 8: { opaque: 10, alpha: 11 }, 16: { opaque: 14, alpha: 15 } } as const;

interface Samples {
  readonly bits: keyof typeof chromas;
  readonly channels: 3 | 4;
}

/**
 * What the primary picture says of its colours other than by a profile. High dynamic range is mapped later and needs all
 * bits until then.
 */
function colourOf(bytes: Uint8Array): { icc: Uint8Array | null; bits: Samples['bits'] } {
  const item = readPrimaryItem(bytes);
  const space = item && spaceOfHeif(bytes, item);
  if (!space) return { icc: null, bits: 8 };
  return { icc: profileOf(space, 'rgb'), bits: space.transfer.kind === 'power' ? 8 : 16 };
}

/** The primary picture, turned and cropped as the file says, with 8 bits, or with 16 where its range is high. */
export function readHeif(
  calls: HeifCalls,
  bytes: Uint8Array,
  maxPixels: number,
): Result<RasterPicture, Failure> {
  const opened = openPrimary(calls, bytes, maxPixels);
  if (!opened.ok) return opened;
  const { library } = calls;
  const handle = opened.value;
  const width = library._heif_image_handle_get_width(handle);
  const height = library._heif_image_handle_get_height(handle);
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const hasAlpha = library._heif_image_handle_has_alpha_channel(handle) !== 0;
  const isPremultiplied = library._heif_image_handle_is_premultiplied_alpha(handle) !== 0;
  const colour = colourOf(bytes);
  const icc = readProfile(calls, handle) ?? colour.icc;
  const samples: Samples = { bits: colour.bits, channels: hasAlpha ? 4 : 3 };
  const image = calls.pointer((error, answer) =>
    library._heif_decode_image(
      error,
      handle,
      answer,
      rgbSpace,
      chromas[samples.bits][hasAlpha ? 'alpha' : 'opaque'],
      0,
    ),
  );
  if (!image.ok) return image;
  calls.later(() => library._heif_image_release(image.value));
  const plane = readPlane(calls, image.value, samples);
  if (!plane) return notOk(failure('image-corrupt'));
  if (hasAlpha && isPremultiplied) divideByAlpha(plane.data, 4);
  return ok(rasterOf({ ...plane, colours: 'rgb', hasAlpha, icc }));
}

function openPrimary(
  calls: HeifCalls,
  bytes: Uint8Array,
  maxPixels: number,
): Result<number, Failure> {
  const { library } = calls;
  const context = library._heif_context_alloc();
  const file = calls.allocate(bytes.length);
  if (context === 0 || file === 0) return notOk(failure('image-too-large'));
  calls.later(() => library._heif_context_free(context));
  library.HEAPU8.set(bytes, file);
  const edge = Math.ceil(Math.sqrt(maxPixels));
  library._heif_context_set_maximum_image_size_limit(context, edge);
  const read = calls.pointer((error) =>
    library._heif_context_read_from_memory_without_copy(error, context, file, bytes.length, 0),
  );
  if (!read.ok) return read;
  const handle = calls.pointer((error, answer) =>
    library._heif_context_get_primary_image_handle(error, context, answer),
  );
  if (handle.ok) calls.later(() => library._heif_image_handle_release(handle.value));
  return handle;
}

/** The ICC profile; null where there is none or only code points. */
function readProfile(calls: HeifCalls, handle: number): Uint8Array | null {
  const { library } = calls;
  const size = library._heif_image_handle_get_raw_color_profile_size(handle);
  if (size === 0) return null;
  const place = calls.allocate(size);
  const read = calls.pointer((error) =>
    library._heif_image_handle_get_raw_color_profile(error, handle, place),
  );
  return read.ok && place !== 0 ? library.HEAPU8.slice(place, place + size) : null;
}

function readPlane(
  calls: HeifCalls,
  image: number,
  { bits, channels }: Samples,
): { width: number; height: number; data: Uint8Array | Uint16Array } | null {
  const { library } = calls;
  const width = library._heif_image_get_width(image, interleaved);
  const height = library._heif_image_get_height(image, interleaved);
  const stridePlace = calls.allocate(8);
  const plane = library._heif_image_get_plane_readonly2(image, interleaved, stridePlace);
  const stride = library.HEAP32[stridePlace >> 2] ?? 0;
  const rowLength = (width * channels * bits) / 8;
  if (plane === 0 || width <= 0 || height <= 0 || stride < rowLength) return null;
  const data = new Uint8Array(rowLength * height);
  for (let y = 0; y < height; y += 1) {
    const row = plane + y * stride;
    data.set(library.HEAPU8.subarray(row, row + rowLength), y * rowLength);
  }
  if (bits === 8) return { width, height, data };
  const used = library._heif_image_get_bits_per_pixel_range(image, interleaved);
  return { width, height, data: widened(new Uint16Array(data.buffer), used) };
}

/** In place: samples that use the lower bits come to use all 16. */
function widened(samples: Uint16Array, used: number): Uint16Array {
  const scale = 65_535 / (2 ** used - 1);
  for (let at = 0; at < samples.length; at += 1) samples[at] = (samples[at] ?? 0) * scale + 0.5;
  return samples;
}

/** HEIC and other HEIF through libheif: of several pictures the primary one. */
export const decodeHeif: Decode = async (bytes, { maxPixels }) => {
  const decoded = await libheif.use((library) => {
    const calls = new HeifCalls(library);
    try {
      return readHeif(calls, bytes, maxPixels);
    } finally {
      calls.close();
    }
  });
  if (decoded?.ok) return decoded;
  const problem = decoded?.problem ?? failure('image-corrupt');
  const isCut = problem.code === 'image-corrupt' && boxesEndEarly(bytes);
  return notOk(isCut ? failure('image-truncated') : problem);
};
