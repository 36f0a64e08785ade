import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type RasterPicture, sizeProblem } from '../decoded.ts';
import { rasterOf, withoutAlpha } from '../raster.ts';
import { cleanApertureOf, croppedRaster } from './clean-aperture.ts';
import { type Colour, colourOf, noColour, readProfile } from './colour-of.ts';
import { decodingOptions } from './decoding-options.ts';
import { ComposedPicture } from './composed-picture.ts';
import { readHeifItems } from './heif-items.ts';
import { handleOf, type Opened } from './libheif.ts';
import { type Layer, type Overlay, type OverlayContent, readOverlay } from './overlay.ts';
import { chromaOf, planeOf, rgbSpace, type Samples } from './planes.ts';
import type { PrimaryItem } from './primary-item.ts';
import { turnedRaster } from './turns.ts';

interface OverlayFile {
  readonly bytes: Uint8Array;
  readonly item: PrimaryItem;
  readonly overlay: Overlay;
}

function contentOf({ calls, context }: Opened, overlay: Overlay): OverlayContent | null {
  const { library } = calls;
  const place = calls.allocate(8);
  const read = calls.pointer((error) =>
    library._heif_item_get_item_data(error, context, overlay.id, 0, place, place + 4),
  );
  if (!read.ok) return null;
  const [start = 0, length = 0] = library.HEAP32.subarray(place >> 2, (place >> 2) + 2);
  const content = library.HEAPU8.slice(start, start + length);
  library._heif_release_item_data(context, place);
  return readOverlay(content, overlay);
}

/** Those of the overlay itself, or of its lowest layer: all are to have the same. */
function coloursOf(opened: Opened, { bytes, item, overlay }: OverlayFile): Colour {
  const items = readHeifItems(bytes, item);
  for (const id of [overlay.id, overlay.layers[0] ?? 0]) {
    const said = colourOf(bytes, { own: items.propertiesOf(id) });
    const handle = handleOf(opened, id);
    const icc = (handle.ok ? readProfile(opened.calls, handle.value) : null) ?? said.icc;
    if (icc) return { icc, bits: said.bits };
  }
  return noColour;
}

/**
 * Lays the pictures over each other as the file says. libheif does it in 8 bits, and takes the ground for opaque. All that are
 * decoded have no more pixels together than one picture may have.
 */
export function drawOverlay(opened: Opened, file: OverlayFile): Result<RasterPicture, Failure> {
  const { bytes, item, overlay } = file;
  const { width, height } = overlay.canvas;
  const problem = sizeProblem(width, height, opened.maxPixels);
  if (problem) return notOk(problem);
  const content = contentOf(opened, overlay);
  if (!content) return notOk(failure('image-corrupt'));
  const { icc, bits } = coloursOf(opened, file);
  const picture = new ComposedPicture(overlay.canvas, bits, content.ground);
  let mostPixels = opened.maxPixels;
  for (const layer of content.layers) {
    const laid = layDown({ ...opened, maxPixels: mostPixels }, picture, layer);
    if (!laid.ok) return laid;
    mostPixels -= laid.value;
  }
  const hasAlpha = (content.ground[3] ?? 0) < 65_535;
  const data = hasAlpha ? picture.data : withoutAlpha(picture.data, 3);
  const whole = rasterOf({ width, height, colours: 'rgb', hasAlpha, icc, data });
  const kept = cleanApertureOf(bytes, item)?.inFile;
  return ok(turnedRaster(kept ? croppedRaster(whole, kept) : whole, bytes, item.own));
}

/** Gives how many pixels were decoded. */
function layDown(
  opened: Opened,
  picture: ComposedPicture,
  { id, left, top }: Layer,
): Result<number, Failure> {
  const { calls, maxPixels } = opened;
  const { library } = calls;
  const handle = handleOf(opened, id);
  if (!handle.ok) return handle;
  const width = library._heif_image_handle_get_width(handle.value);
  const height = library._heif_image_handle_get_height(handle.value);
  if (!picture.shows({ left, top, width, height })) return ok(0);
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  const hasAlpha = library._heif_image_handle_has_alpha_channel(handle.value) !== 0;
  const isPremultiplied = library._heif_image_handle_is_premultiplied_alpha(handle.value) !== 0;
  const samples: Samples = { bits: picture.bits, channels: hasAlpha ? 4 : 3 };
  const how = [rgbSpace, chromaOf(samples), decodingOptions(calls)] as const;
  const image = calls.pointer((error, answer) =>
    library._heif_decode_image(error, handle.value, answer, ...how),
  );
  if (!image.ok) return image;
  const plane = planeOf(calls, image.value, samples);
  if (plane) picture.lay({ ...plane, channels: samples.channels, isPremultiplied, left, top });
  library._heif_image_release(image.value);
  return plane ? ok(width * height) : notOk(failure('image-corrupt'));
}
