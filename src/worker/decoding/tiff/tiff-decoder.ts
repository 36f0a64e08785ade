import { ok } from '../../../shared/result.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { decodeLabTiff } from './decode-lab-tiff.ts';
import { isLabOf8Bits, oldStyleJpeg, openTiff } from './tiff-directory.ts';

/** sharp, and two kinds of TIFF that it needs help with. Others that it refuses (LZMA, 12 bits) stay refused. */
export const tiffDecoder: Decoder = {
  open(bytes, format, request) {
    return decoderOf(bytes).open(bytes, format, request);
  },
};

function decoderOf(bytes: Uint8Array): Decoder {
  const tiff = openTiff(bytes);
  if (tiff && isLabOf8Bits(tiff)) return decoderFor(decodeLabTiff);
  const jpeg = tiff && oldStyleJpeg(tiff);
  return jpeg ? decoderFor(async () => ok({ kind: 'encoded', bytes: jpeg })) : sharpDecoder;
}
