import { notOk, ok } from '../../../shared/result.ts';
import { failure } from '../../../shared/task/failure.ts';
import { ByteReader } from '../../bytes/byte-reader.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { rasterOf } from '../raster.ts';

interface State {
  red: number;
  green: number;
  blue: number;
  alpha: number;
}

/** Fills `pixels`; false when the bytes end before it is full. */
export function readQoiPixels(reader: ByteReader, pixels: Uint8Array, channels: 3 | 4): boolean {
  const state: State = { red: 0, green: 0, blue: 0, alpha: 255 };
  const seen = new Uint8Array(64 * 4);
  for (let offset = 0; offset < pixels.length;) {
    const repeats = readChunk(reader, state, seen);
    if (reader.isExhausted) return false;
    remember(state, seen);
    const end = Math.min(pixels.length, offset + repeats * channels);
    for (; offset < end; offset += channels) {
      pixels[offset] = state.red;
      pixels[offset + 1] = state.green;
      pixels[offset + 2] = state.blue;
      if (channels === 4) pixels[offset + 3] = state.alpha;
    }
  }
  return true;
}

/** Changes `state` to the next pixel and says how often it stands there. */
function readChunk(reader: ByteReader, state: State, seen: Uint8Array): number {
  const tag = reader.u8();
  if (tag >= 0xfe) {
    state.red = reader.u8();
    state.green = reader.u8();
    state.blue = reader.u8();
    if (tag === 0xff) state.alpha = reader.u8();
    return 1;
  }
  const low = tag & 0x3f;
  if (tag >= 0xc0) return low + 1;
  if (tag >= 0x80) addLuma(state, low - 32, reader.u8());
  else if (tag >= 0x40) add(state, (low >> 4) - 2, ((low >> 2) & 3) - 2, (low & 3) - 2);
  else recall(state, seen, low * 4);
  return 1;
}

function add(state: State, ...[red, green, blue]: readonly [number, number, number]): void {
  state.red = (state.red + red) & 0xff;
  state.green = (state.green + green) & 0xff;
  state.blue = (state.blue + blue) & 0xff;
}

function addLuma(state: State, green: number, second: number): void {
  add(state, green - 8 + (second >> 4), green, green - 8 + (second & 0xf));
}

function recall(state: State, seen: Uint8Array, slot: number): void {
  state.red = seen[slot] ?? 0;
  state.green = seen[slot + 1] ?? 0;
  state.blue = seen[slot + 2] ?? 0;
  state.alpha = seen[slot + 3] ?? 0;
}

function remember({ red, green, blue, alpha }: State, seen: Uint8Array): void {
  const slot = ((red * 3 + green * 5 + blue * 7 + alpha * 11) % 64) * 4;
  seen[slot] = red;
  seen[slot + 1] = green;
  seen[slot + 2] = blue;
  seen[slot + 3] = alpha;
}

/** One byte can repeat a pixel 62 times, no more. */
const mostPixelsPerByte = 62;

/** The Quite OK Image format, version 1: 8 bits, with or without alpha. */
export const decodeQoi: Decode = async (bytes, { maxPixels }) => {
  const reader = new ByteReader(bytes, 'big');
  reader.skip(4);
  const width = reader.u32();
  const height = reader.u32();
  const channels = reader.u8();
  reader.skip(1);
  if (reader.isExhausted) return notOk(failure('image-truncated'));
  if (channels !== 3 && channels !== 4) return notOk(failure('image-corrupt'));
  const problem = sizeProblem(width, height, maxPixels);
  if (problem) return notOk(problem);
  if (width * height > reader.remaining * mostPixelsPerByte)
    return notOk(failure('image-truncated'));
  const data = new Uint8Array(width * height * channels);
  const isComplete = readQoiPixels(reader, data, channels);
  if (!isComplete) return notOk(failure('image-truncated'));
  return ok(rasterOf({ width, height, colours: 'rgb', hasAlpha: channels === 4, data }));
};
