import { ok } from '../../../shared/result.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { decodePdf, decodePdfWith } from './decode-pdf.ts';

const usual = decoderFor(decodePdf);

/** PDFium, and two remedies for images of scanners that it leaves white: in the document, and by another decoder. */
export const pdfDecoder: Decoder = {
  async open(bytes, format, request) {
    if (!bytes.includes('/JBIG2Decode')) return usual.open(bytes, format, request);
    const { mendStreams } = await import('./mend-streams.ts');
    const opened = await usual.open(mendStreams(bytes) ?? bytes, format, request);
    if (!opened.ok) return opened;
    const secondOpinion = async () => {
      const { loadJbig2 } = await import('./jbig2.ts');
      const [jbig2, { mendImages }] = await Promise.all([loadJbig2(), import('./mend-images.ts')]);
      const decode = decodePdfWith((library, page) => mendImages(library, page, jbig2));
      return decoderFor(decode).open(bytes, format, request);
    };
    return ok({ ...opened.value, secondOpinion });
  },
};
