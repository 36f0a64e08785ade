import { ok } from '../../../shared/result.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { decodePdf, decodePdfWith } from './decode-pdf.ts';

const usual = decoderFor(decodePdf);

/** Images that PDFium leaves white are drawn by another decoder, one by one. */
async function mendingDecoder(): Promise<Decoder> {
  const { loadJbig2 } = await import('./jbig2.ts');
  const [jbig2, { mendImages }] = await Promise.all([loadJbig2(), import('./mend-images.ts')]);
  return decoderFor(decodePdfWith((library, page) => mendImages(library, page, jbig2)));
}

/**
 * PDFium, and two remedies for images of scanners that it leaves white: in the document, and by another decoder where the
 * document cannot be changed, or comes out blank.
 */
export const pdfDecoder: Decoder = {
  async open(bytes, format, request) {
    if (!bytes.includes('/JBIG2Decode')) return usual.open(bytes, format, request);
    const { mendStreams } = await import('./mend-streams.ts');
    let isSure = true;
    const mended = mendStreams(bytes, () => {
      isSure = false;
    });
    if (!isSure) return (await mendingDecoder()).open(bytes, format, request);
    const opened = await usual.open(mended ?? bytes, format, request);
    if (!opened.ok) return opened;
    const secondOpinion = async () => (await mendingDecoder()).open(bytes, format, request);
    return ok({ ...opened.value, secondOpinion });
  },
};
