import { notOk, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import type { Decode, RasterPicture } from '../decoded.ts';
import { drawPage, type Mend, type PageRequest } from './draw-page.ts';
import { type Pdfium, pdfium } from './pdfium.ts';
import { openFormFields } from './form-fields.ts';

/** `FPDF_ERR_PASSWORD` and `FPDF_ERR_SECURITY`. */
const lockedErrors = new Set([4, 5]);

/** One page, drawn as large as the outputs need. No scripts run and no other files are opened. */
export const decodePdf: Decode = (bytes, request) => decodePdfWith(null)(bytes, request);

/** The same of a page that is mended before. */
export function decodePdfWith(mend: Mend | null): Decode {
  return async (bytes, request) => {
    const decoded = await pdfium.use((library) => readPdf(library, bytes, { ...request, mend }));
    return decoded ?? notOk(failure('image-corrupt'));
  };
}

function readPdf(
  library: Pdfium,
  bytes: Uint8Array,
  request: PageRequest,
): Result<RasterPicture, Failure> {
  const { malloc, free } = library.wasmExports;
  const file = malloc(bytes.length);
  if (file === 0) return notOk(failure('image-too-large'));
  library.HEAPU8.set(bytes, file);
  const document = library._FPDF_LoadMemDocument(file, bytes.length, 0);
  const raster =
    document === 0 ? notOk(openProblem(library)) : drawDocument(library, document, request);
  free(file);
  return raster;
}

function drawDocument(
  library: Pdfium,
  document: number,
  request: PageRequest,
): Result<RasterPicture, Failure> {
  const fields = openFormFields(library, document);
  const raster = drawPage(library, { document, fields }, request);
  fields?.close();
  library._FPDF_CloseDocument(document);
  return raster;
}

function openProblem(library: Pdfium): Failure {
  const isLocked = lockedErrors.has(library._FPDF_GetLastError());
  return failure(isLocked ? 'password-needed' : 'image-corrupt');
}
