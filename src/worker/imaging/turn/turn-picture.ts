import sharp, { type Sharp } from 'sharp';
import { ok, type Result } from '../../../shared/result.ts';
import type { Work } from '../../../shared/task/recipe.ts';
import { isSideways, isTurned, pointTurned, type Turning } from '../../../shared/task/turning.ts';
import type { Refusal } from '../../../shared/worker/refusal.ts';
import type { FailOn, Picture, PixelSize } from '../../decoding/decoder.ts';
import { planOutput } from '../plan-output.ts';
import { type Prepared, wholeOf } from '../prepared.ts';
import { turnPixels } from './turn-pixels.ts';

export function sizeTurned<Size extends PixelSize>(size: Size, turning: Turning): Size {
  return isSideways(turning) ? { ...size, width: size.height, height: size.width } : size;
}

/** sharp mirrors first and turns then: what is mirrored left to right after a quarter turn is upside down before it. */
function turned(pipeline: Sharp, turning: Turning): Sharp {
  const { turn, flip } = turning;
  const mirrored = !flip ? pipeline : isSideways(turning) ? pipeline.flip() : pipeline.flop();
  return turn === 0 ? mirrored : mirrored.rotate(turn);
}

/**
 * Every frame turned by itself: sharp takes all of a film for one tall picture. A file in between, since sharp knows raw pixels
 * only as one picture.
 */
async function turnedFrames(frames: Sharp, height: number, turning: Turning): Promise<() => Sharp> {
  const { delay, loop } = await frames.metadata();
  const { data, info } = await frames
    .toColourspace('srgb')
    .ensureAlpha()
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  const { width } = info;
  const pixels = turnPixels({ data, width, height, channels: info.channels }, turning);
  const raw = {
    width: pixels.width,
    height: data.length / info.channels / pixels.width,
    channels: info.channels,
    pageHeight: pixels.height,
  };
  const times = { ...(delay && { delay }), ...(loop !== undefined && { loop }) };
  const film = await sharp(pixels.data, { raw, limitInputPixels: false })
    .webp({ lossless: true, effort: 0, ...times })
    .toBuffer();
  return () => sharp(film, { animated: true, limitInputPixels: false });
}

type Turned = Pick<Work, 'turn' | 'flip' | 'outputs'>;

async function otherTurned(picture: Picture, work: Turned): Promise<Result<Picture, Refusal>> {
  const other = await picture.secondOpinion?.();
  if (!other?.ok) return other ?? ok(picture);
  const prepared = await turnPicture(other.value, work);
  return prepared.ok ? ok(prepared.value.picture) : prepared;
}

/** The picture turned and mirrored as the work asks for. A result is turned after it was scaled, so that this costs next to nothing. */
export async function turnPicture(
  picture: Picture,
  work: Turned,
): Promise<Result<Prepared, Refusal>> {
  const { turn, flip, outputs } = work;
  const turning = { turn, flip };
  if (!isTurned(turning)) return ok(wholeOf(picture));
  const { header, lateColours } = picture;
  const from = (wanted: PixelSize) => sizeTurned(wanted, turning);
  const isMoving = outputs.some((output) => planOutput(output, header).isMoving);
  const framesIn = async (failOn: FailOn) =>
    picture.frames && turnedFrames(picture.frames(failOn), header.height, turning);
  try {
    const frames = isMoving ? await framesIn('lenient') : undefined;
    return ok({
      picture: {
        ...picture,
        header: sizeTurned(header, turning),
        pipeline: (wanted, failOn) => turned(picture.pipeline(from(wanted), failOn), turning),
        ...(lateColours && {
          lateColours: {
            ...lateColours,
            pipeline: (wanted, failOn, into) =>
              turned(lateColours.pipeline(from(wanted), failOn, into), turning),
          },
        }),
        ...(frames && { frames }),
        ...(picture.secondOpinion && { secondOpinion: () => otherTurned(picture, work) }),
      },
      focusWithin: (point) => pointTurned(point, turning),
      isWhole: false,
    });
  } catch (error) {
    return picture.refuse(error);
  }
}
