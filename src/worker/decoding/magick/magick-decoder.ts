import { notOk, ok } from '../../../shared/result.ts';
import { formats, type SourceFormat } from '../../../shared/formats/formats.ts';
import { failure } from '../../../shared/task/failure.ts';
import { type Decode, sizeProblem } from '../decoded.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
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
    const read = await readByMagick(bytes, coder, maxPixels);
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
};
