import { ok } from '../../../shared/result.ts';
import { decoderFor } from '../decoded-picture.ts';
import type { Decoder } from '../decoder.ts';
import { decodePdf, decodePdfWith } from './decode-pdf.ts';

const usual = decoderFor(decodePdf);

/** PDFium, and a second try with another decoder for the images of scanners, which PDFium leaves white here and there. */
export const pdfDecoder: Decoder = {
  async open(bytes, format, request) {
    const opened = await usual.open(bytes, format, request);
    if (!opened.ok || !bytes.includes('/JBIG2Decode')) return opened;
    const secondOpinion = async () => {
      const { loadJbig2 } = await import('./jbig2.ts');
      const [jbig2, { mendImages }] = await Promise.all([loadJbig2(), import('./mend-images.ts')]);
      const decode = decodePdfWith((library, page) => mendImages(library, page, jbig2));
      return decoderFor(decode).open(bytes, format, request);
    };
    return ok({ ...opened.value, secondOpinion });
  },
};
