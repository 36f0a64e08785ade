import type { Buffer } from 'node:buffer';
import type { ReadLimits } from '../../../shared/worker/messages.ts';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { harmlessSvg } from './harmless-svg.ts';

export const svgDecoder: Decoder = {
  async open(bytes: Buffer, format, limits: ReadLimits) {
    const drawing = harmlessSvg(bytes);
    return drawing.ok ? sharpDecoder.open(drawing.value, format, limits) : drawing;
  },
};
