import type { SourceFormat } from '../../shared/task/format.ts';
import type { Decode } from './decoded.ts';
import type { Decoder } from './decoder.ts';

type Loader = () => Promise<Decoder>;

const bySharp: Loader = async () => (await import('./sharp/sharp-decoder.ts')).sharpDecoder;
const bySvg: Loader = async () => (await import('./svg/svg-decoder.ts')).svgDecoder;

function by(load: () => Promise<Decode>): Loader {
  return async () => {
    const [decode, { decoderFor }] = await Promise.all([load(), import('./decoded-picture.ts')]);
    return decoderFor(decode);
  };
}

/** Who reads what. A decoder is loaded when the first file needs it. */
export const decoders: Readonly<Record<SourceFormat, Loader>> = {
  jpeg: bySharp,
  png: bySharp,
  webp: bySharp,
  gif: bySharp,
  avif: bySharp,
  tiff: async () => (await import('./tiff/tiff-decoder.ts')).tiffDecoder,
  svg: bySvg,
  heif: by(async () => (await import('./heif/decode-heif.ts')).decodeHeif),
  jxl: by(async () => (await import('./jxl/decode-jxl.ts')).decodeJxl),
  jpeg2000: by(async () => (await import('./jpeg2000/decode-jpeg2000.ts')).decodeJpeg2000),
  bmp: by(async () => (await import('./bmp/decode-bmp.ts')).decodeBmp),
  ico: by(async () => (await import('./ico/decode-ico.ts')).decodeIco),
  psd: by(async () => (await import('./psd/decode-psd.ts')).decodePsd),
  tga: by(async () => (await import('./tga/decode-tga.ts')).decodeTga),
  pnm: by(async () => (await import('./pnm/decode-pnm.ts')).decodePnm),
  qoi: by(async () => (await import('./qoi/decode-qoi.ts')).decodeQoi),
  raw: by(async () => (await import('./raw/decode-raw.ts')).decodeRaw),
  pdf: by(async () => (await import('./pdf/decode-pdf.ts')).decodePdf),
};
