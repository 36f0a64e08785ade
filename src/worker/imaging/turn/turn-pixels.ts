import { isSideways, type Turning } from '../../../shared/task/turning.ts';

/** Interleaved samples of frames below each other, each `width` × `height`. */
export interface Frames {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: number;
}

/** How far apart neighbours of the turned picture are in the one that is turned, and where its first pixel is. */
function steps({ width, height }: Frames, { turn, flip }: Turning) {
  const [right, down] = [1, width];
  const last = { x: width - 1, y: (height - 1) * width };
  const plain = {
    0: { first: 0, across: right, along: down },
    90: { first: last.y, across: -down, along: right },
    180: { first: last.y + last.x, across: -right, along: -down },
    270: { first: last.x, across: down, along: -right },
  }[turn];
  const newWidth = isSideways({ turn, flip }) ? height : width;
  return flip
    ? { ...plain, first: plain.first + plain.across * (newWidth - 1), across: -plain.across }
    : plain;
}

/** Each frame turned by itself. */
export function turnPixels(frames: Frames, turning: Turning): Frames {
  const { data, channels } = frames;
  const size = isSideways(turning)
    ? { width: frames.height, height: frames.width }
    : { width: frames.width, height: frames.height };
  const { first, across, along } = steps(frames, turning);
  const turned = new Uint8Array(data.length);
  const rows = data.length / channels / size.width;
  let to = 0;
  for (let row = 0; row < rows; row += 1) {
    const y = row % size.height;
    const frameStart = (row - y) * size.width;
    let from = (frameStart + first + y * along) * channels;
    for (let x = 0; x < size.width; x += 1) {
      for (let channel = 0; channel < channels; channel += 1)
        turned[to + channel] = data[from + channel] ?? 0;
      from += across * channels;
      to += channels;
    }
  }
  return { data: turned, ...size, channels };
}
