import { notOk, ok, type Result } from '../../../shared/result.ts';
import { type Failure, failure } from '../../../shared/task/failure.ts';
import { type DecodeRequest, missingPage, type RasterPicture, sizeProblem } from '../decoded.ts';
import { dropAlpha, rasterOf } from '../raster.ts';
import type { FormFields } from './form-fields.ts';
import { drawingFlags, type PageSize, type Pdfium } from './pdfium.ts';

/** A page has no pixels; it is taken for as large as at this resolution. */
const pixelsPerInch = 150;
const pointsPerInch = 72;
/** What one rendering may take, also of a page that is long and thin. */
export const mostRenderedPixels = 64_000_000;

/** A page this long is taken for one pixel long. */
const pointsPerPixel = pointsPerInch / pixelsPerInch;

/** Pixels of a page given in points (1/72 inch). */
export function sizeInPixels({ width, height }: PageSize): PageSize {
  const pixels = (edge: number) => Math.round(edge / pointsPerPixel);
  return { width: pixels(width), height: pixels(height) };
}

/** The size to draw in so that both edges are as long as wanted; null wants `source`. */
export function drawingSize(source: PageSize, shrinkOnLoadSize: number | null): PageSize {
  const { width, height } = source;
  const wanted = shrinkOnLoadSize === null ? 1 : shrinkOnLoadSize / Math.min(width, height);
  const most = Math.sqrt(mostRenderedPixels / (width * height));
  const scale = Math.min(wanted, most);
  const pixels = (edge: number) => Math.max(1, Math.round(edge * scale));
  return { width: pixels(width), height: pixels(height) };
}

const bgra = 4;
const bytesPerPixel = 4;
const white = 0xffffffff;
/** `FPDF_PAGEOBJ_TEXT`, `_PATH` and `_SHADING`. */
const writing: ReadonlySet<number> = new Set([1, 2, 4]);
/** Who has drawn so much has left no page empty. */
const mostLookedAt = 1000;

function hasNoPictures(library: Pdfium, page: number): boolean {
  const count = library._FPDFPage_CountObjects(page);
  if (count > mostLookedAt || library._FPDFPage_GetAnnotCount(page) > 0) return false;
  for (let at = 0; at < count; at += 1) {
    const object = library._FPDFPage_GetObject(page, at);
    if (!writing.has(library._FPDFPageObj_GetType(object))) return false;
  }
  return true;
}

/** Changes a page before it is drawn. */
export type Mend = (library: Pdfium, page: number) => void;

export interface PageRequest extends DecodeRequest {
  readonly mend: Mend | null;
}

/** One page on white, with the fields of its forms where those could be opened. */
export function drawPage(
  library: Pdfium,
  { document, fields }: { readonly document: number; readonly fields: FormFields | null },
  { maxPixels, shrinkOnLoadSize, page: number, mend }: PageRequest,
): Result<RasterPicture, Failure> {
  const pages = library._FPDF_GetPageCount(document);
  if (pages > 0 && number > pages) return notOk(missingPage(pages, number));
  const page = library._FPDF_LoadPage(document, number - 1);
  if (page === 0) return notOk(failure('image-corrupt'));
  const width = library._FPDF_GetPageWidth(page);
  const height = library._FPDF_GetPageHeight(page);
  const source = sizeInPixels({ width, height });
  const problem = sizeProblem(source.width, source.height, maxPixels);
  if (!problem) mend?.(library, page);
  const isBare = hasNoPictures(library, page);
  fields?.open(page);
  const size = drawingSize(source, shrinkOnLoadSize);
  const drawn = problem ? null : drawBitmap(library, { page, fields }, size);
  fields?.leave(page);
  library._FPDF_ClosePage(page);
  if (!drawn) return notOk(problem ?? failure('image-too-large'));
  const sourceSize = { sourceWidth: source.width, sourceHeight: source.height };
  const said = { pages, hasNoPictures: isBare };
  return ok(rasterOf({ ...drawn, ...sourceSize, colours: 'rgb', ...said }));
}

/** Null when there is no memory for it. */
function drawBitmap(
  library: Pdfium,
  { page, fields }: { readonly page: number; readonly fields: FormFields | null },
  { width, height }: PageSize,
): (PageSize & { readonly data: Uint8Array }) | null {
  const size = width * height * bytesPerPixel;
  const place = library.wasmExports.malloc(size);
  if (place === 0) return null;
  const bitmap = library._FPDFBitmap_CreateEx(width, height, bgra, place, width * bytesPerPixel);
  library._FPDFBitmap_FillRect(bitmap, 0, 0, width, height, white);
  library._FPDF_RenderPageBitmap(bitmap, page, 0, 0, width, height, 0, drawingFlags);
  fields?.draw(bitmap, page, { width, height });
  const data = dropAlpha(library.HEAPU8.slice(place, place + size));
  library._FPDFBitmap_Destroy(bitmap);
  library.wasmExports.free(place);
  return { width, height, data };
}
