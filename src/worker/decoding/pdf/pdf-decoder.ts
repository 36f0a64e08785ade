import type { Buffer } from 'node:buffer';
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

/** With the file that is saved anew a document is held twice. Bytes. */
const mostSavedBytes = 200_000_000;

/** A document whose scans PDFium draws; null where there is nothing to mend, `unsure` where nobody can tell. */
async function mendedDocument(bytes: Buffer): Promise<Buffer | null | 'unsure'> {
  const { mendStreams } = await import('./mend-streams.ts');
  let isSure = true;
  const onUnsure = () => {
    isSure = false;
  };
  const mended = mendStreams(bytes, onUnsure);
  if (isSure || bytes.length > mostSavedBytes) return isSure ? mended : 'unsure';
  const { savedAnew } = await import('./saved-anew.ts');
  const plain = await savedAnew(bytes, mostSavedBytes);
  isSure = plain !== null;
  const mendedPlain = plain && mendStreams(plain, onUnsure);
  return isSure ? mendedPlain : 'unsure';
}

/**
 * PDFium, and two remedies for images of scanners that it leaves white: in the document, which is saved without its
 * encryption for that, and by another decoder where the document cannot be changed, or comes out blank.
 */
export const pdfDecoder: Decoder = {
  async open(bytes, format, request) {
    if (!bytes.includes('/JBIG2Decode')) return usual.open(bytes, format, request);
    const secondOpinion = async () => (await mendingDecoder()).open(bytes, format, request);
    const mended = await mendedDocument(bytes);
    if (mended === 'unsure') return secondOpinion();
    const opened = await usual.open(mended ?? bytes, format, request);
    return opened.ok ? ok({ ...opened.value, secondOpinion }) : opened;
  },
};
