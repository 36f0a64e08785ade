import { notOk, ok } from '../../../shared/result.ts';
import { formats, type SourceFormat } from '../../../shared/formats/formats.ts';
import { isPict } from '../../../shared/formats/is-pict.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder, PixelSize } from '../decoder.ts';
import { rasterOf, rasterOfRgba } from '../raster.ts';
import { codedHeader, type HeaderCoder } from './coded-header.ts';
import { readByMagick } from './read-pixels.ts';
import { sgiEndsEarly } from './sgi-rows.ts';

const coders: Readonly<Partial<Record<SourceFormat, HeaderCoder>>> = {
  dds: 'DDS',
  pcx: 'PCX',
  sgi: 'SGI',
  sun: 'SUN',
  pict: 'PICT',
};

/** A kind that DirectX 10 added, which says so behind the usual header. */
const isNewDds = (bytes: Uint8Array) => String.fromCharCode(...bytes.subarray(84, 88)) === 'DX10';

/** A drawing shows scans of 300 dots an inch at 72, and small drawings hold photographs. */
const insideShare = 18;
const leastInside = 4_000_000;
/** Of the drawing, with those of a picture in it that is as large. */
const drawnBytesAPixel = 20;
/** Of a larger picture in it. */
const insideBytesAPixel = 8;

/** How large a picture inside a drawing may be. Pixels. */
function mostInside({ width, height }: PixelSize, maxPixels: number): number {
  const pixels = width * height;
  return Math.max(pixels, Math.min(maxPixels, Math.max(leastInside, pixels * insideShare)));
}

function decodeAs(format: SourceFormat, coder: HeaderCoder): Decode {
  return async (bytes, { maxPixels }) => {
    const size = codedHeader(bytes, coder);
    if (!size) return notOk(failure('image-truncated'));
    const problem = sizeProblem(size.width, size.height, maxPixels);
    if (problem) return notOk(problem);
    const { noun } = formats[format];
    if (coder === 'DDS' && isNewDds(bytes))
      return notOk(failure('decoder-missing', `${noun} of DirectX 10`));
    if (coder === 'SGI' && sgiEndsEarly(bytes)) return notOk(failure('image-truncated'));
    const most = coder === 'PICT' ? mostInside(size, maxPixels) : maxPixels;
    const read = await readByMagick(bytes, coder, most);
    if (!read.ok) {
      const isUnread = read.problem.code === 'decoder-missing';
      return isUnread ? notOk(failure('decoder-missing', noun)) : read;
    }
    const { width, height, hasAlpha, data, icc } = read.value;
    // A drawing may be made at another size than its frame says.
    const grown = sizeProblem(width, height, maxPixels);
    if (grown) return notOk(grown);
    return ok(
      hasAlpha
        ? rasterOfRgba({ width, height, rgba: data, icc })
        : rasterOf({ width, height, colours: 'rgb', data, icc }),
    );
  };
}

/** Formats that only ImageMagick reads. Which one is decided by us, never by it. */
export const magickDecoder: Decoder = {
  open(bytes, format, request) {
    const coder = coders[format];
    if (!coder) throw new Error(`nothing here reads ${format}`);
    return decoderFor(decodeAs(format, coder)).open(bytes, format, request);
  },
  promised(bytes, { maxPixels }) {
    const size = isPict(bytes) ? codedHeader(bytes, 'PICT') : null;
    if (!size) return null;
    const pixels = size.width * size.height;
    if (sizeProblem(size.width, size.height, maxPixels)) return 0;
    return pixels * drawnBytesAPixel + mostInside(size, maxPixels) * insideBytesAPixel;
  },
};
