import { formats, type SourceFormat } from '../../shared/formats/formats.ts';
import type { Reader } from '../../shared/formats/format-record.ts';
import { onceLoaded } from '../../shared/once.ts';
import type { Decode } from './decoded.ts';
import type { Decoder } from './decoder.ts';

type Loader = () => Promise<Decoder>;

function by(load: () => Promise<Decode>): Loader {
  return onceLoaded(async () => {
    const [decode, { decoderFor }] = await Promise.all([load(), import('./decoded-picture.ts')]);
    return decoderFor(decode);
  });
}

const loaders: Readonly<Record<Reader, Loader>> = {
  sharp: onceLoaded(async () => (await import('./sharp/sharp-decoder.ts')).sharpDecoder),
  'sharp-svg': onceLoaded(async () => (await import('./svg/svg-decoder.ts')).svgDecoder),
  'sharp-tiff': onceLoaded(async () => (await import('./tiff/tiff-decoder.ts')).tiffDecoder),
  libheif: onceLoaded(async () => (await import('./heif/heif-decoder.ts')).heifDecoder),
  'jxl-oxide': by(async () => (await import('./jxl/decode-jxl.ts')).decodeJxl),
  openjpeg: by(async () => (await import('./jpeg2000/decode-jpeg2000.ts')).decodeJpeg2000),
  pdfium: onceLoaded(async () => (await import('./pdf/pdf-decoder.ts')).pdfDecoder),
  bmp: by(async () => (await import('./bmp/decode-bmp.ts')).decodeBmp),
  ico: by(async () => (await import('./ico/decode-ico.ts')).decodeIco),
  icns: by(async () => (await import('./icns/decode-icns.ts')).decodeIcns),
  psd: by(async () => (await import('./psd/decode-psd.ts')).decodePsd),
  tga: by(async () => (await import('./tga/decode-tga.ts')).decodeTga),
  pnm: by(async () => (await import('./pnm/decode-pnm.ts')).decodePnm),
  qoi: by(async () => (await import('./qoi/decode-qoi.ts')).decodeQoi),
  xcf: by(async () => (await import('./xcf/decode-xcf.ts')).decodeXcf),
  layered: by(async () => (await import('./zipped/decode-layered.ts')).decodeLayered),
  magick: onceLoaded(async () => (await import('./magick/magick-decoder.ts')).magickDecoder),
  radiance: onceLoaded(async () => (await import('./radiance/decode-radiance.ts')).radianceDecoder),
  exr: onceLoaded(async () => (await import('./exr/decode-exr.ts')).exrDecoder),
  raw: onceLoaded(async () => (await import('./raw/decode-raw.ts')).rawDecoder),
};

/** Who reads a format. A decoder is loaded when the first file needs it. */
export function decoderOf(format: SourceFormat): Promise<Decoder> {
  return loaders[formats[format].reader]();
}
