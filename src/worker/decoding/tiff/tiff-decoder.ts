import { ok } from '../../../shared/result.ts';
import { refuse } from '../../../shared/worker/refusal.ts';
import { withProfile } from '../colour/with-profile.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { missingPage } from '../decoded.ts';
import { directoryDecoder } from '../sharp/sharp-decoder.ts';
import { countPages, openTiff } from './tiff-directory.ts';
import { canBeReadHere, isForOwnReader, readLayout } from './tiff-layout.ts';

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
    const { page } = request;
    const tiff = openTiff(bytes, page);
    const pages = tiff?.pages ?? countPages(bytes);
    if (!tiff && pages > 0) {
      const { code, subject } = missingPage(pages, page);
      return refuse(code, subject);
    }
    const layout = tiff && readLayout(tiff);
    const bySharp = directoryDecoder(tiff?.index ?? 0);
    if (!tiff || !layout) return bySharp.open(bytes, format, request);
    const packing = unreadPackings[layout.compression];
    if (packing) return refuse('decoder-missing', `a TIFF picture that is packed with ${packing}`);
    const decoder = (await otherDecoder({ tiff, layout })) ?? bySharp;
    const read = await decoder.open(bytes, format, request);
    if (!read.ok) return read;
    const opened = ok({ ...read.value, header: { ...read.value.header, pages } });
    const hasOther = decoder === bySharp && canBeReadHere(layout);
    if (!hasOther || layout.width * layout.height > mostTriedAgain) return opened;
    // Of alpha that hides everything, say, our own reader makes none.
    const secondOpinion = async () => (await ownDecoder()).open(bytes, format, request);
    return ok({ ...opened.value, secondOpinion });
  },
};

const oldJpeg = 6;
/** Nobody asked for room for the second decoding. Pixels. */
const mostTriedAgain = 32_000_000;

const ownDecoder = async () => decoderFor((await import('./decode-tiff.ts')).decodeTiff);

/** Where sharp is not the one to read it; the other ways are loaded where a file needs them. */
async function otherDecoder({
  tiff,
  layout,
}: {
  readonly tiff: NonNullable<ReturnType<typeof openTiff>>;
  readonly layout: NonNullable<ReturnType<typeof readLayout>>;
}): Promise<Decoder | null> {
  if (isForOwnReader(layout)) return ownDecoder();
  if (layout.compression !== oldJpeg) return null;
  const { decodeOldJpeg, hasBareScans, wholeOldJpeg } = await import('./old-jpeg.ts');
  const jpeg = wholeOldJpeg(tiff);
  if (jpeg) return decoderFor(async () => ok({ kind: 'encoded', bytes: jpeg }));
  return hasBareScans(tiff) ? decoderFor(decodeOldJpeg) : null;
}
