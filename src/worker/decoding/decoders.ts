import type { SourceFormat } from '../../shared/task/format.ts';
import type { Decoder } from './decoder.ts';

type Loader = () => Promise<Decoder>;

const bySharp: Loader = async () => (await import('./sharp/sharp-decoder.ts')).sharpDecoder;
const bySvg: Loader = async () => (await import('./svg/svg-decoder.ts')).svgDecoder;

/** Who reads what. A decoder is loaded when the first file needs it. */
export const decoders: Readonly<Record<SourceFormat, Loader>> = {
  jpeg: bySharp,
  png: bySharp,
  webp: bySharp,
  gif: bySharp,
  avif: bySharp,
  tiff: bySharp,
  svg: bySvg,
};
