import { readFile } from 'node:fs/promises';
import type * as JxlOxide from 'jxl-oxide-wasm';
import type { JxlImage } from 'jxl-oxide-wasm';
import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type Decode, type EncodedPicture, sizeProblem } from '../decoded.ts';
import { type Codec, KeptCodec } from '../kept-codec.ts';
import { byLibjxl } from './by-libjxl.ts';
import { isHighRange, withCodePoints } from './code-points.ts';
import { readJxlHeader } from './jxl-header.ts';

async function load(): Promise<Codec<typeof JxlOxide>> {
  const module = await import('jxl-oxide-wasm');
  const file = new URL(import.meta.resolve('jxl-oxide-wasm/module.wasm'));
  const { memory } = module.initSync({ module: await readFile(file) });
  return { module, memorySize: () => memory.buffer.byteLength };
}

export const jxlOxide = new KeptCodec(load);

const withInks = failure('decoder-missing', 'a JPEG XL picture in CMYK');

/** JPEG XL, bare or in its container; of an animation the first frame. Comes upright, with its profile, most of the times as a PNG. */
export const decodeJxl: Decode = async (bytes, { maxPixels }) => {
  const header = readJxlHeader(bytes);
  if (header?.hasBlack) return notOk(withInks);
  const readProfile = () => profileOf(bytes);
  const raster = header && (await byLibjxl(bytes, header, { maxPixels, readProfile }));
  if (raster) return ok(raster);
  const decoded = await jxlOxide.use(({ JxlImage }) => {
    const image = new JxlImage();
    try {
      // From the codec's own space jxl-oxide makes sRGB as well as what the file names, and maps pure colours better.
      image.forceSrgb =
        header !== null && header.isXyb && !header.hasProfile && !isHighRange(header);
      return readJxl(image, bytes, maxPixels);
    } finally {
      image.free();
    }
  });
  if (!decoded) return notOk(failure('image-corrupt'));
  if (!decoded.ok || !header) return decoded;
  const png = withCodePoints(decoded.value.bytes, header);
  if (!header.isPremultiplied) return ok({ kind: 'encoded', bytes: png });
  const { straightColours } = await import('./straight-colours.ts');
  return straightColours(png);
};

/** Which is packed in a way of its own. One pixel is drawn for it. */
const profileOf = (bytes: Uint8Array): Promise<Uint8Array | null> =>
  jxlOxide.use(({ JxlImage }) => {
    const image = new JxlImage();
    try {
      image.feedBytes(bytes);
      if (!image.tryInit() || image.numLoadedKeyframes === 0) return null;
      image.renderingRegion = { left: 0, top: 0, width: 1, height: 1 };
      const drawn = image.render(0);
      const { iccProfile } = drawn;
      drawn.free();
      return iccProfile;
    } finally {
      image.free();
    }
  });

function readJxl(
  image: JxlImage,
  bytes: Uint8Array,
  maxPixels: number,
): Result<EncodedPicture, Failure> {
  image.feedBytes(bytes);
  if (!image.tryInit()) return notOk(failure('image-truncated'));
  const problem = sizeProblem(image.width ?? 0, image.height ?? 0, maxPixels);
  if (problem) return notOk(problem);
  if (image.numLoadedKeyframes === 0) return notOk(failure('image-truncated'));
  const png = image.render(0).encodeToPng();
  return ok({ kind: 'encoded', bytes: png });
}
