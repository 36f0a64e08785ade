import type { Region, Sharp } from 'sharp';
import type { FailOn, Picture, PixelSize } from '../../decoding/decoder.ts';
import type { Prepared } from '../prepared.ts';

/** Where a point of the whole picture lies in the part, as a fraction of it; one that was cut away moves to the edge. */
function within(whole: PixelSize, kept: Region): Prepared['focusWithin'] {
  const fraction = (value: number) => Math.min(1, Math.max(0, value));
  return ({ x, y }) => ({
    x: fraction((x * whole.width - kept.left) / kept.width),
    y: fraction((y * whole.height - kept.top) / kept.height),
  });
}

function framesOf(picture: Picture, failOn: FailOn): Sharp {
  return picture.frames?.(failOn) ?? picture.pipeline(picture.header, failOn);
}

/** The same part of a picture of another size. */
export function scaledTo(
  { left, top, width, height }: Region,
  from: PixelSize,
  to: PixelSize,
): Region {
  const [across, down] = [to.width / from.width, to.height / from.height];
  const [x, y] = [Math.floor(left * across), Math.floor(top * down)];
  return {
    left: x,
    top: y,
    width: Math.max(1, Math.min(to.width - x, Math.round(width * across))),
    height: Math.max(1, Math.min(to.height - y, Math.round(height * down))),
  };
}

/** The size of what a pipeline yields: a page that is very large is drawn smaller than it says. */
export async function drawnSize(picture: Picture): Promise<PixelSize> {
  const { autoOrient } = await picture.pipeline(picture.header, 'lenient').metadata();
  return { width: autoOrient.width, height: autoOrient.height };
}

/** A part: `drawn` in the pixels of the pipeline, `kept` in those of the header. */
export interface Part {
  readonly drawn: Region;
  readonly kept: Region;
  /** Given where the part was drawn already. */
  readonly ready: (() => Sharp) | null;
}

/** The picture without what lies around the part. */
export function partOf(picture: Picture, { drawn, kept, ready }: Part): Prepared {
  const { header, lateColours } = picture;
  const { width, height } = kept;
  return {
    picture: {
      ...picture,
      header: { ...header, width, height },
      pipeline: (_wanted, failOn) => ready?.() ?? picture.pipeline(header, failOn).extract(drawn),
      ...(lateColours && {
        lateColours: {
          ...lateColours,
          pipeline: (_wanted, failOn, into) =>
            lateColours.pipeline(header, failOn, into).extract(drawn),
        },
      }),
      ...(picture.frames && {
        frames: (failOn: FailOn) => framesOf(picture, failOn).extract(drawn),
      }),
    },
    focusWithin: within(header, kept),
    isWhole: false,
  };
}
