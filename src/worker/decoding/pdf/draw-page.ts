import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type DecodeRequest, type RasterPicture, sizeProblem } from '../decoded.ts';
import { dropAlpha, rasterOf } from '../raster.ts';
import { drawingSize, type PageSize, sizeInPixels } from './page-scale.ts';
import type { Pdfium } from './pdfium.ts';

const bgra = 4;
const bytesPerPixel = 4;
const white = 0xffffffff;
/** `FPDF_ANNOT` and `FPDF_REVERSE_BYTE_ORDER`: notes too, and red first. */
const flags = 0x01 | 0x10;

/** The first page on white. */
export function drawFirstPage(
  library: Pdfium,
  document: number,
  { maxPixels, wantedEdge }: DecodeRequest,
): Result<RasterPicture, Failure> {
  const page = library._FPDF_LoadPage(document, 0);
  if (page === 0) return notOk(failure('image-corrupt'));
  const width = library._FPDF_GetPageWidth(page);
  const height = library._FPDF_GetPageHeight(page);
  const source = sizeInPixels({ width, height });
  const problem = sizeProblem(source.width, source.height, maxPixels);
  const drawn = problem ? null : drawPage(library, page, drawingSize(source, wantedEdge));
  library._FPDF_ClosePage(page);
  if (!drawn) return notOk(problem ?? failure('image-too-large'));
  const sourceSize = { sourceWidth: source.width, sourceHeight: source.height };
  return ok(rasterOf({ ...drawn, ...sourceSize, colours: 'rgb' }));
}

/** Null when there is no memory for it. */
function drawPage(
  library: Pdfium,
  page: number,
  { width, height }: PageSize,
): (PageSize & { readonly data: Uint8Array }) | null {
  const size = width * height * bytesPerPixel;
  const place = library.wasmExports.malloc(size);
  if (place === 0) return null;
  const bitmap = library._FPDFBitmap_CreateEx(width, height, bgra, place, width * bytesPerPixel);
  library._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
  library._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, flags);
  const data = dropAlpha(library.HEAPU8.slice(place, place + size));
  library._FPDFBitmap_Destroy(bitmap);
  library.wasmExports.free(place);
  return { width, height, data };
}
