import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import type { RasterPicture } from '../decoded.ts';
import { rasterOf } from '../raster.ts';
import { decodingOptions } from './decoding-options.ts';
import type { GridPlan } from './grid-plan.ts';
import type { HeifCalls } from './libheif.ts';
import { chromaOf, type Plane, planeOf, rgbSpace, type Samples } from './planes.ts';
import { PlacedPicture } from './placed-picture.ts';
import { type PictureOfTiles, type ShrunkFacts, ShrunkPicture } from './shrunk-picture.ts';

export interface OpenedGrid {
  readonly calls: HeifCalls;
  readonly handle: number;
  readonly plan: GridPlan;
  readonly samples: Samples;
  readonly isPremultiplied: boolean;
}

interface Tiling {
  readonly columns: number;
  readonly rows: number;
}

/** `heif_image_tiling` of heif_tiling.h, of which the first seven numbers are read. */
const tilingBytes = 128;

/** Null where libheif sees the grid in another way than its properties say. */
export function tilingOf(calls: HeifCalls, handle: number, { tiles }: GridPlan): Tiling | null {
  const { library } = calls;
  const place = calls.allocate(tilingBytes);
  const read = calls.pointer((error) =>
    library._heif_image_handle_get_image_tiling(error, handle, 0, place),
  );
  if (!read.ok) return null;
  const numbers = library.HEAP32.subarray((place >> 2) + 1, (place >> 2) + 7);
  const [columns = 0, rows = 0, ...edges] = numbers;
  const { tile, picture, count } = tiles;
  const wanted = [tile.width, tile.height, picture.width, picture.height];
  const isAlike = columns * rows === count && wanted.every((edge, at) => edge === edges[at]);
  const covers = columns * tile.width >= picture.width && rows * tile.height >= picture.height;
  return isAlike && covers ? { columns, rows } : null;
}

function pictureFor(facts: ShrunkFacts): PictureOfTiles {
  const { kept, size } = facts;
  const isWhole = kept.width === size.width && kept.height === size.height;
  return isWhole ? new PlacedPicture(facts) : new ShrunkPicture(facts);
}

interface Place {
  readonly column: number;
  readonly row: number;
  readonly left: number;
  readonly top: number;
}

/** The tiles that show something of what is kept, row by row. */
function* seenTiles({ kept, tiles }: GridPlan, { columns, rows }: Tiling): Generator<Place> {
  const { width, height } = tiles.tile;
  for (let row = 0; row < rows; row += 1)
    for (let column = 0; column < columns; column += 1) {
      const [left, top] = [column * width, row * height];
      const isBefore = left + width <= kept.left || top + height <= kept.top;
      const isBehind = left >= kept.left + kept.width || top >= kept.top + kept.height;
      if (!isBefore && !isBehind) yield { column, row, left, top };
    }
}

/** The picture as it lies in the file, shrunk while it is read, so that no more than a tile is decoded at once. */
export function readGrid(opened: OpenedGrid, tiling: Tiling): Result<RasterPicture, Failure> {
  const { calls, plan, samples, isPremultiplied } = opened;
  const { kept, size } = plan;
  const { channels } = samples;
  const options = decodingOptions(calls, 'untouched');
  let picture: PictureOfTiles | null = null;
  for (const place of seenTiles(plan, tiling)) {
    const image = decodeTile(opened, options, place);
    if (!image.ok) return image;
    const plane = tilePlane(opened, image.value);
    if (plane) picture ??= pictureFor({ kept, size, channels, isPremultiplied, most: plane.most });
    const isAlike = plane && picture?.most === plane.most;
    if (isAlike) picture?.add({ ...plane, left: place.left, top: place.top });
    calls.library._heif_image_release(image.value);
    if (!isAlike) return notOk(failure('image-corrupt'));
  }
  if (!picture) return notOk(failure('image-corrupt'));
  return ok(
    rasterOf({
      ...size,
      sourceWidth: kept.width,
      sourceHeight: kept.height,
      colours: 'rgb',
      hasAlpha: channels === 4,
      data: picture.end(),
    }),
  );
}

function decodeTile(
  { calls, handle, samples }: OpenedGrid,
  options: number,
  { column, row }: Place,
): Result<number, Failure> {
  const how = [rgbSpace, chromaOf(samples), options] as const;
  return calls.pointer((error, answer) =>
    calls.library._heif_image_handle_decode_image_tile(error, handle, answer, ...how, column, row),
  );
}

/** Null where a tile is not as large as all of them have to be. */
function tilePlane({ calls, plan, samples }: OpenedGrid, image: number): Plane | null {
  const { width, height } = plan.tiles.tile;
  const plane = planeOf(calls, image, samples);
  return plane?.width === width && plane.height === height ? plane : null;
}
