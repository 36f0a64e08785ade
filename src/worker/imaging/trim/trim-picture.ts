import sharp, { type Region, type Sharp } from 'sharp';
import { ok, type Result } from '../../../shared/result.ts';
import type { Work } from '../../../shared/task/recipe.ts';
import type { Header, Picture, PixelSize } from '../../decoding/decoder.ts';
import type { Refusal } from '../../../shared/worker/refusal.ts';
import { planOutput } from '../plan-output.ts';
import { type Prepared, wholeOf } from '../prepared.ts';
import { sizeTurned } from '../turn/turn-picture.ts';
import {
  type Box,
  type Colour,
  colourAt,
  emptyBox,
  type Pixels,
  type Sought,
  widen,
} from './content-box.ts';
import { drawnSize, partOf, scaledTo } from './part-of.ts';

/** Pixels of a drawing that are in memory at once, of which each has four bytes. */
const mostHeldPixels = 64_000_000;
/** The same of a strip of rows: 128 MB, and one that was read before may still be held. */
const stripPixels = 32_000_000;

/** Rows of a still picture, or all frames of a moving one below each other. */
async function rowsOf(pipeline: Sharp, region: Region | null): Promise<Pixels> {
  const part = region ? pipeline.extract(region) : pipeline;
  const raw = part.toColourspace('srgb').ensureAlpha().raw({ depth: 'uchar' });
  const { data, info } = await raw.toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, top: region?.top ?? 0 };
}

/** The smallest of the boxes that are left when the colour of a corner is taken for that of the border. */
function smallestOf(boxes: readonly Box[]): Box | null {
  // By the colour of one corner all of it is border: such a picture has none.
  if (boxes.some(({ right }) => right === 0)) return null;
  const areaOf = ({ left, top, right, bottom }: Box) => (right - left) * (bottom - top);
  return boxes.reduce((least, box) => (areaOf(box) < areaOf(least) ? box : least));
}

const regionOf = ({ left, top, right, bottom }: Box): Region => ({
  left,
  top,
  width: right - left,
  height: bottom - top,
});

/** The different colours of the corners: most often one, so that every pixel is compared once. */
function cornersOf(first: Pixels, last: Pixels): Colour[] {
  const corners = [
    colourAt(first, 0, 0),
    colourAt(first, first.width - 1, 0),
    colourAt(last, 0, last.height - 1),
    colourAt(last, last.width - 1, last.height - 1),
  ];
  return [...new Map(corners.map((colour) => [colour.join(' '), colour])).values()];
}

interface Seeking extends Sought {
  readonly box: Box;
}

const seekingFrom = (corners: readonly Colour[], most: number): Seeking[] =>
  corners.map((border) => ({ border, most, box: emptyBox() }));

/** The box of a picture whose pipeline yields `size`, in whose pixels it is. One strip of rows is in memory at a time. */
async function stillBox(picture: Picture, size: PixelSize, most: number) {
  const { width, height } = size;
  const rows = Math.max(1, Math.floor(stripPixels / width));
  const tops = Array.from({ length: Math.ceil(height / rows) }, (_, at) => at * rows);
  const read = (top: number, count = rows) => {
    const region = { left: 0, top, width, height: Math.min(count, height - top) };
    return rowsOf(picture.pipeline(picture.header, 'lenient'), tops.length === 1 ? null : region);
  };
  const boxesAfter = async (top: number, before: readonly Seeking[] | null) => {
    const pixels = await read(top);
    const first = before || top === 0 ? pixels : await read(0, 1);
    const sought = before ?? seekingFrom(cornersOf(first, pixels), most);
    for (const one of sought) widen(one.box, pixels, one);
    return sought;
  };
  let sought: readonly Seeking[] | null = null;
  // The last strip first: it has two of the corners, and the first row has the others.
  for (const top of tops.toReversed()) sought = await boxesAfter(top, sought);
  return sought && smallestOf(sought.map(({ box }) => box));
}

/** What is no border in any frame; the colour of the border is that of the first. */
async function movingBox(frames: Sharp, { height, pages }: Header, most: number) {
  const { data, width } = await rowsOf(frames, null);
  const frameBytes = width * height * 4;
  const frameAt = (index: number) => ({
    data: data.subarray(index * frameBytes, (index + 1) * frameBytes),
    width,
    height,
    top: 0,
  });
  const first = frameAt(0);
  const boxes = cornersOf(first, first).map((border) => {
    const box = emptyBox();
    for (let index = 0; index < pages; index += 1) widen(box, frameAt(index), { border, most });
    return box;
  });
  return smallestOf(boxes);
}

/** A drawing, drawn once as large as its largest output wants it: a part of one cannot be drawn anew at another size. */
async function drawnPart(
  picture: Picture,
  kept: Region,
  work: Pick<Work, 'outputs' | 'turn' | 'flip'>,
) {
  const { width, height } = sizeTurned(kept, work);
  const header = { ...picture.header, width, height };
  const scales = work.outputs.map((output) => planOutput(output, header).layout.scaled);
  const wanted = Math.max(
    1,
    ...scales.flatMap((size) => [size.width / width, size.height / height]),
  );
  const whole = picture.header.width * picture.header.height;
  const factor = Math.min(wanted, Math.max(1, Math.sqrt(mostHeldPixels / whole)));
  const size = {
    width: Math.round(picture.header.width * factor),
    height: Math.round(picture.header.height * factor),
  };
  const part = picture
    .pipeline(size, 'lenient')
    .resize(size.width, size.height, { fit: 'fill' })
    .extract(scaledTo(kept, picture.header, size));
  const { data, info } = await part.raw().toBuffer({ resolveWithObject: true });
  const raw = { width: info.width, height: info.height, channels: info.channels };
  return () => sharp(data, { raw, limitInputPixels: false });
}

function isAll(box: Box, { width, height }: PixelSize): boolean {
  return box.left === 0 && box.top === 0 && box.right === width && box.bottom === height;
}

/**
 * The picture without borders of one colour, found in its full size. That colour is a corner's; `trim` is how many
 * percent a channel may be off. What is the same in every frame counts for a picture that keeps moving. A picture that
 * is nothing but border stays as it is.
 */
export async function trimPicture(
  picture: Picture,
  { trim, outputs, turn, flip }: Pick<Work, 'trim' | 'outputs' | 'turn' | 'flip'>,
): Promise<Result<Prepared, Refusal>> {
  if (trim === null) return ok(wholeOf(picture));
  const { header } = picture;
  const most = (trim / 100) * 255;
  const keepsMoving = outputs.some((output) => planOutput(output, header).isMoving);
  try {
    const frames = keepsMoving ? picture.frames?.('lenient') : undefined;
    const size = frames ? header : await drawnSize(picture);
    const box = frames
      ? await movingBox(frames, header, most)
      : await stillBox(picture, size, most);
    if (!box || isAll(box, size)) return ok(wholeOf(picture));
    const part = regionOf(box);
    const kept = scaledTo(part, size, header);
    const ready =
      header.format === 'svg' ? await drawnPart(picture, kept, { outputs, turn, flip }) : null;
    return ok(partOf(picture, { drawn: part, kept, ready }));
  } catch (error) {
    return picture.refuse(error);
  }
}
