import { ok } from '../../../shared/result.ts';
import { refuse } from '../../../shared/worker/refusal.ts';
import { withProfile } from '../colour/with-profile.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { sharpDecoder } from '../sharp/sharp-decoder.ts';
import { openTiff } from './tiff-directory.ts';
import { isForOwnReader, readLayout } from './tiff-layout.ts';

/** Ways of packing that nothing here unpacks, by the words of a refusal. */
const unreadPackings: Readonly<Record<number, string>> = {
  33_003: 'JPEG 2000',
  33_005: 'JPEG 2000',
  34_661: 'JBIG',
  34_712: 'JPEG 2000',
  34_887: 'LERC',
  34_925: 'LZMA',
  50_002: 'JPEG XL',
  52_546: 'JPEG XL',
};

/** sharp, and our own reader for the kinds of TIFF that it refuses or shows in wrong colours. */
export const tiffDecoder: Decoder = {
  async open(source, format, request) {
    const bytes = await withProfile(source);
    const tiff = openTiff(bytes);
    const layout = tiff && readLayout(tiff);
    if (!tiff || !layout) return sharpDecoder.open(bytes, format, request);
    const packing = unreadPackings[layout.compression];
    if (packing) return refuse('decoder-missing', `a TIFF picture that is packed with ${packing}`);
    const decoder = await decoderOf({ tiff, layout });
    return decoder.open(bytes, format, request);
  },
};

const oldJpeg = 6;

/** The other ways are loaded where a file needs them. */
async function decoderOf({
  tiff,
  layout,
}: {
  readonly tiff: NonNullable<ReturnType<typeof openTiff>>;
  readonly layout: NonNullable<ReturnType<typeof readLayout>>;
}): Promise<Decoder> {
  if (isForOwnReader(layout)) return decoderFor((await import('./decode-tiff.ts')).decodeTiff);
  if (layout.compression !== oldJpeg) return sharpDecoder;
  const { decodeOldJpeg, hasBareScans, wholeOldJpeg } = await import('./old-jpeg.ts');
  const jpeg = wholeOldJpeg(tiff);
  if (jpeg) return decoderFor(async () => ok({ kind: 'encoded', bytes: jpeg }));
  return hasBareScans(tiff) ? decoderFor(decodeOldJpeg) : sharpDecoder;
}
