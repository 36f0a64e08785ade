import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type ExrBlock, type ExrRun, bytesOf, runsOf, sizeOf } from './block.ts';
import { type ExrChannel, type ExrHeader, sampleTypes, sizeOfWindow } from './exr-header.ts';
import { findBlocks } from './find-blocks.ts';
import { clampedLight, halfTable } from './half.ts';
import { unpackBlock } from './unpack-block.ts';

/** Of one block; rows of usual pictures have a hundredth. Bytes. */
export const mostBlockBytes = 256_000_000;

/** Where samples go: each pixel of what is to be seen has as many as `picked` names; several may be of one channel. */
interface Target {
  readonly header: ExrHeader;
  readonly picked: readonly ExrChannel[];
  readonly light: Float32Array;
}

interface PlainBlock extends ExrBlock {
  readonly view: DataView;
}

/** Copies what is to be seen of a run. */
function readRun({ header, picked, light }: Target, { window, view }: PlainBlock, run: ExrRun) {
  const { display } = header;
  if (run.y < display.top || run.y > display.bottom) return;
  const row = (run.y - display.top) * sizeOfWindow(display).width - display.left;
  const { type } = run.channel;
  const [step] = run.channel.steps;
  const stored = Math.ceil(window.left / step);
  const first = Math.max(stored, Math.ceil(display.left / step));
  const count = Math.floor(Math.min(window.right, display.right) / step) + 1 - first;
  const size = bytesOf(run.channel);
  const halves = halfTable();
  for (const [place, channel] of picked.entries()) {
    if (channel !== run.channel) continue;
    let from = run.at + (first - stored) * size;
    let to = (row + first * step) * picked.length + place;
    for (let index = 0; index < count; index += 1) {
      if (type === sampleTypes.half) light[to] = halves[view.getUint16(from, true)] ?? 0;
      else if (type === sampleTypes.float) light[to] = clampedLight(view.getFloat32(from, true));
      else light[to] = view.getUint32(from, true) / 0xffffffff;
      from += size;
      to += picked.length * step;
    }
  }
}

/** Linear light of what is to be seen, `picked.length` numbers a pixel; 0 where nothing is stored. */
export function readLight(
  bytes: Uint8Array,
  header: ExrHeader,
  picked: readonly ExrChannel[],
): Result<Float32Array, Failure> {
  const { width, height } = sizeOfWindow(header.display);
  let light: Float32Array | null = null;
  for (const found of findBlocks(bytes, header)) {
    if (found === 'cut') return notOk(failure('image-truncated'));
    if (!found) return notOk(failure('image-corrupt'));
    const block = { channels: header.channels, window: found.window };
    const size = sizeOf(block);
    if (size > mostBlockBytes) return notOk(failure('image-too-large'));
    const plain = size > 0 ? unpackBlock(found.packed, block, header.compression) : null;
    if (!plain) return notOk(failure('image-corrupt'));
    light ??= new Float32Array(width * height * picked.length);
    const view = new DataView(plain.buffer, plain.byteOffset, plain.byteLength);
    for (const run of runsOf(block)) readRun({ header, picked, light }, { ...block, view }, run);
  }
  return light ? ok(light) : notOk(failure('image-corrupt'));
}
