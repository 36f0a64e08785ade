import { readFile } from 'node:fs/promises';
import type * as JxlOxide from 'jxl-oxide-wasm';
import type { JxlImage } from 'jxl-oxide-wasm';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type Decode, type Decoded, sizeProblem } from '../decoded.ts';
import { type Codec, KeptCodec } from '../kept-codec.ts';

async function load(): Promise<Codec<typeof JxlOxide>> {
  const module = await import('jxl-oxide-wasm');
  const file = new URL(import.meta.resolve('jxl-oxide-wasm/module.wasm'));
  const { memory } = module.initSync({ module: await readFile(file) });
  return { module, memorySize: () => memory.buffer.byteLength };
}

export const jxlOxide = new KeptCodec(load);

/** JPEG XL, bare or in its container; of an animation the first frame. Comes as a PNG, upright, with its profile. */
export const decodeJxl: Decode = async (bytes, { maxPixels }) => {
  const decoded = await jxlOxide.use(({ JxlImage }) => {
    const image = new JxlImage();
    try {
      return readJxl(image, bytes, maxPixels);
    } finally {
      image.free();
    }
  });
  return decoded ?? notOk(failure('image-corrupt'));
};

function readJxl(image: JxlImage, bytes: Uint8Array, maxPixels: number): Result<Decoded, Failure> {
  image.feedBytes(bytes);
  if (!image.tryInit()) return notOk(failure('image-truncated'));
  const problem = sizeProblem(image.width ?? 0, image.height ?? 0, maxPixels);
  if (problem) return notOk(problem);
  if (image.numLoadedKeyframes === 0) return notOk(failure('image-truncated'));
  const png = image.render(0).encodeToPng();
  return ok({ kind: 'encoded', bytes: png });
}
