import type { Buffer } from 'node:buffer';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { sanitizeSvg } from './sanitize-svg.ts';

export const svgDecoder: Decoder = {
  async open(bytes: Buffer, format, request) {
    const drawing = sanitizeSvg(bytes);
    return drawing.ok ? sharpDecoder.open(drawing.value, format, request) : drawing;
  },
};
