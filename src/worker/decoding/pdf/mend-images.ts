import { Buffer } from 'node:buffer';
import type { PixelSize } from '../decoder.ts';
import { mostRenderedPixels, type Pdfium } from './draw-page.ts';
import type { Jbig2 } from './jbig2.ts';

/** `FPDF_PAGEOBJ_IMAGE`. */
const image = 3;
/** `FPDFBitmap_Gray`: a byte a pixel. */
const grey = 1;
/** Of `FPDF_IMAGEOBJ_METADATA`, in words of 32 bits: pixels, bits a pixel and what they mean. */
const facts = { width: 0, height: 1, bits: 4, colours: 5 } as const;
const factsBytes = 28;
/** `FPDF_COLORSPACE_DEVICEGRAY`, `_CALGRAY` and `_ICCBASED`. A stencil has none of these. */
const greys: ReadonlySet<number> = new Set([1, 4, 7]);
const filterName = 'JBIG2Decode\0';
const mostObjects = 10_000;

/** Runs with so many bytes of the library's memory; null where there are none. */
function withRoom<Value>(library: Pdfium, size: number, run: (place: number) => Value) {
  const place = library.wasmExports.malloc(size);
  if (place === 0) return null;
  const value = run(place);
  library.wasmExports.free(place);
  return value;
}

function isJbig2(library: Pdfium, object: number): boolean {
  if (library._FPDFImageObj_GetImageFilterCount(object) !== 1) return false;
  const name = withRoom(library, filterName.length, (place) => {
    const length = library._FPDFImageObj_GetImageFilter(object, 0, place, filterName.length);
    return Buffer.from(library.HEAPU8.slice(place, place + length)).toString('latin1');
  });
  return name === filterName;
}

/** Of an image of grey with a bit a pixel, and no larger than a page is drawn; null of any other. */
function sizeOf(library: Pdfium, object: number, page: number): PixelSize | null {
  return withRoom(library, factsBytes, (place) => {
    if (!library._FPDFImageObj_GetImageMetadata(object, page, place)) return null;
    const words = new DataView(library.HEAPU8.buffer, place, factsBytes);
    const word = (at: number) => words.getUint32(4 * at, true);
    const [width, height] = [word(facts.width), word(facts.height)];
    const isPlain = word(facts.bits) === 1 && greys.has(word(facts.colours));
    const isDrawn = width > 0 && height > 0 && width * height <= mostRenderedPixels;
    return isPlain && isDrawn ? { width, height } : null;
  });
}

function isAllWhite(library: Pdfium, object: number, { width, height }: PixelSize): boolean {
  const bitmap = library._FPDFImageObj_GetBitmap(object);
  if (bitmap === 0) return true;
  const stride = library._FPDFBitmap_GetStride(bitmap);
  const start = library._FPDFBitmap_GetBuffer(bitmap);
  let isWhite = library._FPDFBitmap_GetFormat(bitmap) === grey;
  for (let y = 0; y < height && isWhite; y += 1) {
    const row = start + y * stride;
    isWhite = library.HEAPU8.subarray(row, row + width).every((value) => value === 0xff);
  }
  library._FPDFBitmap_Destroy(bitmap);
  return isWhite;
}

/** Of whole bytes, a bit a pixel, 1 white. */
interface Rows extends PixelSize {
  readonly rows: Uint8Array;
}

/** As it is coded. */
function codeOf(library: Pdfium, object: number): Uint8Array | null {
  const length = library._FPDFImageObj_GetImageDataRaw(object, 0, 0);
  return withRoom(library, length, (place) => {
    library._FPDFImageObj_GetImageDataRaw(object, place, length);
    return library.HEAPU8.slice(place, place + length);
  });
}

function replace(library: Pdfium, object: number, { rows, width, height }: Rows): void {
  const rowBytes = rows.length / height;
  withRoom(library, width * height, (place) => {
    const pixels = library.HEAPU8.subarray(place, place + width * height);
    for (let y = 0; y < height; y += 1)
      for (let x = 0; x < width; x += 1) {
        const byte = rows[y * rowBytes + (x >> 3)] ?? 0;
        pixels[y * width + x] = (byte >> (7 - (x & 7))) & 1 ? 0xff : 0;
      }
    const bitmap = library._FPDFBitmap_CreateEx(width, height, grey, place, width);
    library._FPDFImageObj_SetBitmap(0, 0, object, bitmap);
    library._FPDFBitmap_Destroy(bitmap);
  });
}

/**
 * Puts what another decoder makes of them in the place of images of JBIG2 of which PDFium shows nothing but white, before
 * the page is drawn. Those with segments elsewhere in the document (`JBIG2Globals`), stencils and masks stay as they are.
 */
export function mendImages(library: Pdfium, page: number, jbig2: Jbig2): void {
  const count = Math.min(library._FPDFPage_CountObjects(page), mostObjects);
  for (let at = 0; at < count; at += 1) {
    const object = library._FPDFPage_GetObject(page, at);
    const isImage = object !== 0 && library._FPDFPageObj_GetType(object) === image;
    const size = isImage && isJbig2(library, object) ? sizeOf(library, object, page) : null;
    const code = size && isAllWhite(library, object, size) ? codeOf(library, object) : null;
    const rows = size && code && jbig2.decode(code, size);
    if (size && rows) replace(library, object, { rows, ...size });
  }
}
