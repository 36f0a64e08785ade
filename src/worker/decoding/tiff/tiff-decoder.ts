import type { Buffer } from 'node:buffer';
import type { SourceFormat } from '../../../shared/formats/formats.ts';
import { onceLoaded } from '../../../shared/once.ts';
import { ok, type Result } from '../../../shared/result.ts';
import { type Refusal, refuse } from '../../../shared/worker/refusal.ts';
import { withProfile } from '../colour/with-profile.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder, OpenRequest, Picture } from '../decoder.ts';
import { missingPage } from '../decoded.ts';
import { directoryDecoder } from '../sharp/sharp-decoder.ts';
import { turnedJpeg } from '../turned-jpeg.ts';
import { countPages, type OpenTiff, openTiff, tag } from './tiff-directory.ts';
import { canBeReadHere, isForOwnReader, readLayout } from './tiff-layout.ts';
import { unusualKind } from './unusual-kind.ts';

/** Ways of packing that nothing here unpacks, by the words of a refusal. */
const unreadPackings: Readonly<Record<number, string>> = {
  32_766: 'NeXT',
  32_809: 'ThunderScan',
  32_909: 'PixarLog',
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
    if (!tiff) {
      const pages = countPages(bytes);
      // Of a kind that libtiff may know.
      if (pages === 0) return directoryDecoder(page - 1).open(bytes, format, request);
      const { code, subject } = missingPage(pages, page);
      return refuse(code, subject);
    }
    const opened = await openPage(tiff, { bytes, format, request });
    if (!opened.ok) return opened;
    return ok({ ...opened.value, header: { ...opened.value.header, pages: tiff.pages } });
  },
};

interface Opening {
  readonly bytes: Buffer;
  readonly format: SourceFormat;
  readonly request: OpenRequest;
}

async function openPage(
  tiff: OpenTiff,
  { bytes, format, request }: Opening,
): Promise<Result<Picture, Refusal>> {
  const [compression = 1] = tiff.directory.values(tag.compression);
  const packing = unreadPackings[compression];
  if (packing) return refuse('decoder-missing', `a TIFF picture that is packed with ${packing}`);
  const unusual = unusualKind(tiff);
  if (unusual) return refuse('decoder-missing', unusual);
  const bySharp = directoryDecoder(tiff.index);
  const layout = readLayout(tiff);
  if (!layout) return bySharp.open(bytes, format, request);
  const decoder = (await otherDecoder({ tiff, layout })) ?? bySharp;
  const opened = await decoder.open(bytes, format, request);
  const hasOther = decoder === bySharp && canBeReadHere(layout);
  if (!opened.ok || !hasOther || layout.width * layout.height > mostTriedAgain) return opened;
  // Of alpha that hides everything, say, our own reader makes none.
  const secondOpinion = async () => (await ownDecoder()).open(bytes, format, request);
  return ok({ ...opened.value, secondOpinion });
}

const oldJpeg = 6;
const isTurned = (orientation: number) => orientation > 1 && orientation <= 8;
/** Nobody asked for room for the second decoding. Pixels. */
const mostTriedAgain = 32_000_000;

const ownDecoder = onceLoaded(async () =>
  decoderFor((await import('./decode-tiff.ts')).decodeTiff),
);

/** Where sharp is not the one to read it; the other ways are loaded where a file needs them. */
async function otherDecoder({
  tiff,
  layout,
}: {
  readonly tiff: OpenTiff;
  readonly layout: NonNullable<ReturnType<typeof readLayout>>;
}): Promise<Decoder | null> {
  if (isForOwnReader(layout)) return ownDecoder();
  if (layout.compression !== oldJpeg) return null;
  const { decodeOldJpeg, hasBareScans, wholeOldJpeg } = await import('./old-jpeg.ts');
  const jpeg = wholeOldJpeg(tiff);
  if (jpeg) {
    const bytes = isTurned(layout.orientation) ? turnedJpeg(jpeg, layout.orientation) : jpeg;
    return decoderFor(async () => ok({ kind: 'encoded', bytes }));
  }
  return hasBareScans(tiff) ? decoderFor(decodeOldJpeg) : null;
}
